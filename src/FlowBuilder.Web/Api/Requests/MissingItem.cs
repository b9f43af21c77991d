using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlowBuilder.Web.Api.Requests;

/// <summary>Finds a null that stands in a list of a request's body, where its type has none.</summary>
/// <remarks>The serializer respects what a member's type says of null, but not what the type of a list's items says.</remarks>
internal static class MissingItem
{
    // One entry for each member of each type of body.
    private static readonly ConcurrentDictionary<PropertyInfo, bool> MayHoldNull = new();

    /// <summary>The JSON path of the first such null; null where there is none.</summary>
    /// <param name="body">What was read.</param>
    /// <param name="options">What it was read with.</param>
    public static string? In(object body, JsonSerializerOptions options) => In(body, body.GetType(), mayHoldNull: false, "$", options);

    private static string? In(object value, Type type, bool mayHoldNull, string path, JsonSerializerOptions options)
    {
        if (type.IsPrimitive || type == typeof(string)) return null;
        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => InObject(value, info, path, options),
            JsonTypeInfoKind.Enumerable => InList((IEnumerable)value, info.ElementType!, mayHoldNull, path, options),
            _ => null,
        };
    }

    private static string? InObject(object value, JsonTypeInfo info, string path, JsonSerializerOptions options)
    {
        foreach (var member in info.Properties)
        {
            // What cannot be sent was not read.
            var isSent = member.Set is not null || member.AssociatedParameter is not null;
            if (!isSent || member.Get?.Invoke(value) is not { } inner) continue;
            var mayHoldNull = member.AttributeProvider is PropertyInfo property && MayHoldNull.GetOrAdd(property, DoesDeclareNull);
            if (In(inner, member.PropertyType, mayHoldNull, $"{path}.{member.Name}", options) is { } found) return found;
        }

        return null;
    }

    private static string? InList(IEnumerable list, Type item, bool mayHoldNull, string path, JsonSerializerOptions options)
    {
        var index = 0;
        foreach (var inner in list)
        {
            var at = $"{path}[{index++}]";
            if (inner is null && !mayHoldNull) return at;
            if (inner is not null && In(inner, item, mayHoldNull: false, at, options) is { } found) return found;
        }

        return null;
    }

    private static bool DoesDeclareNull(PropertyInfo list)
    {
        var info = new NullabilityInfoContext().Create(list);
        var item = info.ElementType ?? info.GenericTypeArguments.FirstOrDefault();
        return item?.ReadState == NullabilityState.Nullable;
    }
}
