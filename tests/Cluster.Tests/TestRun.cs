using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Privacy;

[assembly: TestFramework("ZoomOrleans.Cluster.Tests.TestRun", "ZoomOrleans.Cluster.Tests")]

namespace ZoomOrleans.Cluster.Tests;

/// <summary>
/// Stops the run's PostgreSQL after the last test, and looks through what its programs have written; xunit has no other place
/// for the end of an assembly.
/// </summary>
sealed class TestRun(IMessageSink sink) : XunitTestFramework(sink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink sink, ITestFrameworkExecutionOptions options)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, sink, options);
            await runner.RunAsync();
        }
    }

    sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await TestServer.Stop();
            Aggregator.Run(ProgramOutput.Check);
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
