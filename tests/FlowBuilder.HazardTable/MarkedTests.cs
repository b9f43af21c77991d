using System.Reflection;
using System.Runtime.Loader;

namespace FlowBuilder.HazardTable;

/// <summary>Reads from built assemblies which tests are marked; no code of theirs runs.</summary>
internal static class MarkedTests
{
    private const string Mark = "FlowBuilder.Testing.Hazards.HazardAttribute";

    /// <summary>The marked tests of one assembly.</summary>
    public static IEnumerable<MarkedTest> In(string assembly)
    {
        var resolver = new AssemblyDependencyResolver(assembly);
        var context = new AssemblyLoadContext(assembly);
        context.Resolving += (loading, name) => resolver.ResolveAssemblyToPath(name) is { } path ? loading.LoadFromAssemblyPath(path) : null;
        foreach (var type in context.LoadFromAssemblyPath(assembly).GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            var ofClass = CasesOf(type);
            foreach (var method in type.GetMethods().Where(IsTest))
            {
                string[] cases = [.. ofClass, .. CasesOf(method)];
                if (cases.Length > 0) yield return new MarkedTest(type.FullName!, method.Name, cases);
            }
        }
    }

    private static bool IsTest(MethodInfo method) =>
        method.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name is "TestAttribute" or "TestCaseAttribute" or "TestCaseSourceAttribute");

    private static IEnumerable<string> CasesOf(MemberInfo member) =>
        from attribute in member.GetCustomAttributesData()
        where attribute.AttributeType.FullName == Mark
        from id in (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!
        select (string)id.Value!;
}
