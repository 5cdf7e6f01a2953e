using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Reads from a compiled assembly which of its types call what.</summary>
static class Calls
{
    static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>
    /// Each call of a method of another assembly, as (the outermost type that makes it, "Type.Method" of what is
    /// called), once. Lambdas and async methods count for the type in whose source they stand.
    /// </summary>
    public static HashSet<(string Caller, string Called)> In(string assemblyFile)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        var metadata = file.GetMetadataReader();
        var calls = new HashSet<(string, string)>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var caller = Outermost(metadata, method.GetDeclaringType());
            foreach (var token in Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
                if (Called(metadata, MetadataTokens.EntityHandle(token)) is { } called)
                    calls.Add((caller, called));
        }
        return calls;
    }

    static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Outermost(metadata, outer) : metadata.GetString(type.Name);
    }

    static IEnumerable<int> Tokens(BlobReader code)
    {
        var tokens = new List<int>();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var operand = OpCodesByValue[value == 0xFE ? value << 8 | code.ReadByte() : value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineTok)
                tokens.Add(code.ReadInt32());
            else
                code.ReadBytes(OperandBytes(operand, ref code));
        }
        return tokens;
    }

    static int OperandBytes(OperandType operand, ref BlobReader code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 * code.ReadInt32(),
        _ => 4,
    };

    static string? Called(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodSpecification =>
            Called(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.MemberReference => Member(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle)),
        _ => null,
    };

    static string? Member(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
            ? $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}"
            : null;
}
