using System.Text.Json;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Values of an enumeration as the database keeps them: their names, in camel case.</summary>
internal static class StoredName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Read<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);
}
