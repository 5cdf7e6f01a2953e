using System.Globalization;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// The right to use an embedded instance. The system takes it back when its process ends, however that happens, so
/// that a lock without an owner cannot exist.
/// </summary>
sealed class DirectoryLock : IDisposable
{
    readonly FileStream _held;

    DirectoryLock(FileStream held) => _held = held;

    public static DirectoryLock Take(string directory)
    {
        var lockFile = Path.Combine(directory, "lock");
        var ownerFile = Path.Combine(directory, "lock.owner");
        try
        {
            var held = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(ownerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(held);
        }
        catch (IOException e) when (File.Exists(lockFile))
        {
            var owner = File.Exists(ownerFile) ? File.ReadAllText(ownerFile) : "not known yet";
            throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL in {directory} is in use by another running process (id {owner}). "
                + "Stop that one, or set Embedded__DataDirectory to another directory.",
                e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL in {directory} belongs to another user. Run as that user, or set "
                + "Embedded__DataDirectory to another directory.",
                e);
        }
    }

    public void Dispose() => _held.Dispose();
}
