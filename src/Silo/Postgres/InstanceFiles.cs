using System.Globalization;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>The files of one embedded instance, by name.</summary>
sealed record InstanceFiles(string Root)
{
    /// <summary>PostgreSQL's own data directory. It appears whole: initdb works in <see cref="NewCluster"/>.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    public string NewCluster => Path.Combine(Root, "cluster.new");

    public string Packages => Path.Combine(Root, "packages");

    public string LoginPassword => Path.Combine(Root, "login.password");

    public string AdminPassword => Path.Combine(Root, "admin.password");

    public string ServerLog => Path.Combine(Cluster, "server.log");

    public string PostmasterFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>The major version that made the cluster; null where there is none yet.</summary>
    public int? ClusterMajor()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The process that the cluster's pid file names; it may be long gone.</summary>
    public int? PostmasterId()
    {
        if (!File.Exists(PostmasterFile))
            return null;

        var firstLine = File.ReadLines(PostmasterFile).FirstOrDefault();
        return int.TryParse(firstLine, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
