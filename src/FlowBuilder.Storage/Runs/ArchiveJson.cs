using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Storage.Runs;

/// <summary>The program's JSON, read deeper: an event stands around a value that may itself be as deep as is read from outside.</summary>
internal static class ArchiveJson
{
    public const int MaxDepth = 4 * CoreJson.MaxDepth;

    public static readonly JsonSerializerOptions Options = new(CoreJson.Options) { MaxDepth = MaxDepth };
}
