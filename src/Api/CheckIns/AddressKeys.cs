using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>
/// The keys for hashes of addresses: files in a directory that all processes share which answer for one address. Whoever
/// needs a key when the newest is too old makes one; of two at once, one.
/// </summary>
/// <param name="directory">Made with the first key.</param>
/// <param name="lifetime">So long a key is used.</param>
/// <param name="clock">What day it is.</param>
sealed class AddressKeys(string directory, TimeSpan lifetime, TimeProvider clock)
{
    const UnixFileMode OwnerReads = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(10);

    public string Directory => directory;

    /// <summary>The key for what is hashed now.</summary>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor by this user.</exception>
    /// <exception cref="FormatException">A file in it is no key.</exception>
    public AddressKey Current() => Young() ?? Make();

    /// <summary>By their age, the oldest first.</summary>
    public IReadOnlyList<AddressKey> All() => !System.IO.Directory.Exists(directory) ? [] :
        [.. System.IO.Directory.GetFiles(directory, "*.key").Select(AddressKey.Read).OrderBy(key => key.MadeOn)];

    public bool IsOld(AddressKey key) => Today.DayNumber - key.MadeOn.DayNumber >= lifetime.TotalDays;

    public void Destroy(AddressKey key) => File.Delete(PathOf(key.MadeOn));

    DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    string PathOf(DateOnly day) => Path.Combine(directory, AddressKey.FileName(day));

    AddressKey? Young() => All() is [.., var newest] && !IsOld(newest) ? newest : null;

    /// <summary>Written whole under another name first: a file that has a key's name holds all of it.</summary>
    AddressKey Make()
    {
        KeyDirectory.Make(directory);
        using var alone = Lock();
        if (Young() is { } made)
            return made;
        var unfinished = Path.Combine(directory, "unfinished");
        Write(unfinished);
        File.Move(unfinished, PathOf(Today), overwrite: true);
        return AddressKey.Read(PathOf(Today));
    }

    /// <summary>The system gives it back when its process ends, however that happens.</summary>
    FileStream Lock()
    {
        var waiting = Stopwatch.StartNew();
        while (true)
            try
            {
                return new FileStream(
                    Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waiting.Elapsed < LockTimeout)
            {
                Thread.Sleep(LockPoll);
            }
    }

    static void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReads;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AddressKey.SecretBytes))));
        file.Flush(flushToDisk: true);
    }
}
