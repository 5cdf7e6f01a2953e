using Microsoft.AspNetCore.DataProtection;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// The keys behind the pages' cookies and forms. Kept, so that whoever is signed in stays so when the program starts
/// again; processes that answer for one address share the directory.
/// </summary>
static class PageKeys
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void AddPageKeys(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        // By name: by default, keys are good only for programs in the same folder.
        var keys = builder.Services.AddDataProtection().SetApplicationName("zoomorleans");
        if (builder.Configuration["DataProtection:KeysDirectory"] is { Length: > 0 } given)
            keys.PersistKeysToFileSystem(Make(given));
        else if (postgres.DataDirectory is { } data)
            keys.PersistKeysToFileSystem(Make(Path.Combine(data, "keys")));
    }

    static DirectoryInfo Make(string path)
    {
        try
        {
            var directory = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
            // Later it would fail whoever signs in.
            File.Create(Path.Combine(path, $"{Guid.NewGuid()}.probe"), 1, FileOptions.DeleteOnClose).Dispose();
            return directory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"No keys can be kept in the directory of DataProtection__KeysDirectory: {exception.Message}", exception);
        }
    }
}
