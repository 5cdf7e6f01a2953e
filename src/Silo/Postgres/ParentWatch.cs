using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// Stops the server when this process ends without having done so. A shell waits for its input, which only this
/// process could write to; however this process dies, the system closes it.
/// </summary>
[UnsupportedOSPlatform("windows")]
sealed class ParentWatch : IDisposable
{
    // INT asks the server for its fast shutdown. The pid file is looked at again because the server may be gone and
    // its id be another process's.
    const string Script =
        """
        exec >/dev/null 2>&1
        trap '' INT HUP TERM
        read -r released && exit
        [ "$(head -n 1 "$2")" = "$1" ] && kill -INT "$1"
        """;

    readonly Process _shell;

    ParentWatch(Process shell) => _shell = shell;

    public int Id => _shell.Id;

    public static ParentWatch Over(int postmaster, InstanceFiles files, ServerAccount account)
    {
        var id = postmaster.ToString(CultureInfo.InvariantCulture);
        var line = account.Line("/bin/sh", ["-c", Script, "sh", id, files.PostmasterFile]);
        return new ParentWatch(Process.Start(line)!);
    }

    public void Dispose()
    {
        try
        {
            _shell.StandardInput.WriteLine("released");
            _shell.StandardInput.Close();
            _shell.WaitForExit();
        }
        catch (IOException)
        {
            // Somebody ended the shell before us.
        }

        _shell.Dispose();
    }
}
