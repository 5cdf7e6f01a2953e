using System.Reflection;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>An object of which every method is one function, by its name. Public and open, since its type is derived from.</summary>
public class Stub : DispatchProxy
{
    Func<string, object?[], object?> _answer = (_, _) => null;

    public static T Of<T>(Func<string, object?[], object?> answer) where T : class
    {
        var stub = Create<T, Stub>();
        ((Stub)(object)stub)._answer = answer;
        return stub;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!.Name, args ?? []);
}
