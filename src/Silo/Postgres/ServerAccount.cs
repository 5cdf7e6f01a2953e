using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// The system's user that PostgreSQL's programs run as. They refuse root; where this process is root they run as
/// <c>postgres</c> or <c>nobody</c>, and as this process's own user otherwise.
/// </summary>
[UnsupportedOSPlatform("windows")]
sealed class ServerAccount
{
    static readonly string[] Candidates = ["postgres", "nobody"];

    readonly string[] _prefix;

    ServerAccount(string? name, params string[] prefix)
    {
        Name = name;
        _prefix = prefix;
    }

    /// <summary>Null where it is this process's own user.</summary>
    public string? Name { get; }

    public static async Task<ServerAccount> Find(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount(null);

        foreach (var (name, group) in KnownAccounts())
            foreach (var account in Ways(name, group))
                if (await account.CanRun("true", [], ct))
                    return account;

        throw new PostgresUnavailableException(
            "PostgreSQL does not run as root, and there is neither a user postgres or nobody to run it as "
            + "nor setpriv or runuser to change to one.");
    }

    /// <summary>Whether the account can search that directory, and so every one above it.</summary>
    public Task<bool> CanReach(string directory, CancellationToken ct) => CanRun("test", ["-x", directory], ct);

    /// <summary>Makes the account the owner of what is there; nothing to do where it is this process's own.</summary>
    public async Task Own(string path, CancellationToken ct)
    {
        if (Name is null)
            return;

        var result = await Command.Run(Command.Line("chown", ["-R", Name, path]), ct);
        result.ThrowIfFailed($"{path} cannot be handed to the user {Name}");
    }

    public Task<CommandResult> Run(string program, string[] arguments, CancellationToken ct) =>
        Command.Run(Line(program, arguments), ct);

    public ProcessStartInfo Line(string program, string[] arguments)
    {
        string[] line = [.. _prefix, program, .. arguments];
        return Command.Line(line[0], line[1..]);
    }

    async Task<bool> CanRun(string program, string[] arguments, CancellationToken ct) =>
        (await Run(program, arguments, ct)).Succeeded;

    static IEnumerable<ServerAccount> Ways(string name, int group)
    {
        var groupId = group.ToString(CultureInfo.InvariantCulture);
        yield return new(name, "setpriv", "--reuid", name, "--regid", groupId, "--clear-groups", "--");
        yield return new(name, "runuser", "-u", name, "--");
    }

    static IEnumerable<(string Name, int Group)> KnownAccounts() =>
        from candidate in Candidates
        from line in File.ReadLines("/etc/passwd")
        let fields = line.Split(':')
        where fields.Length > 3 && fields[0] == candidate
        select (candidate, int.Parse(fields[3], CultureInfo.InvariantCulture));
}
