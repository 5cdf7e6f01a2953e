// Stops the run's PostgreSQL after the last test.
[assembly: TestFramework("ZoomOrleans.Cluster.Tests.TestRun", "ZoomOrleans.Cluster.Tests")]
