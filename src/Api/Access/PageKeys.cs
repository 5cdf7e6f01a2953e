using Microsoft.AspNetCore.DataProtection;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// The keys behind the pages' cookies and forms. Kept, so that whoever is signed in stays so when the program starts
/// again; processes that answer for one address share the directory.
/// </summary>
static class PageKeys
{
    const string Setting = "DataProtection__KeysDirectory";

    public static void AddPageKeys(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        // By name: by default, keys are good only for programs in the same folder.
        var keys = builder.Services.AddDataProtection().SetApplicationName("zoomorleans");
        if (builder.Configuration["DataProtection:KeysDirectory"] is { Length: > 0 } given)
            keys.PersistKeysToFileSystem(KeyDirectory.Make(given, Setting));
        else if (postgres.DataDirectory is { } data)
            keys.PersistKeysToFileSystem(KeyDirectory.Make(Path.Combine(data, "keys"), Setting));
    }
}
