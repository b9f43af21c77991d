using System.Security.Cryptography;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Flows;

/// <summary>The flow file: reads it, writes it in its one canonical form, and hashes it.</summary>
/// <remarks>
/// <para>Reading and writing a file twice gives the same bytes. Always written are format, name, nodes and edges; of a node
/// its id, type, version and position; of an edge both ends; of a note everything. Left out while they are empty or the
/// default are description, tags, notes, budget, a node's title, settings, policy, promoted and bypassed, and each setting that equals its
/// default. Unknown members follow the known ones of their object.</para>
/// <para>The layout is made for small diffs: a line for an edge, a note and each member of a node after its title; settings
/// stand on one line where they fit into 120 characters, and else on a line each. Safe for concurrent use.</para>
/// </remarks>
/// <param name="catalogue">The node types.</param>
public sealed class FlowFormat(NodeCatalogue catalogue)
{
    private readonly FlowValidator _validator = new(catalogue);

    /// <summary>Reads and validates a file; settings of older node versions are upgraded.</summary>
    /// <param name="utf8">The file's bytes; a UTF-8 byte order mark is passed over.</param>
    public FlowReadResult Read(ReadOnlyMemory<byte> utf8)
    {
        var problems = new DiagnosticList();
        Flow? flow = null;
        if (FlowFileText.Parse(utf8.Span, problems) is { } root)
        {
            var reader = new FlowFileReader(catalogue, problems);
            flow = reader.Read(root);
            if (flow is not null) _validator.Check(flow, reader.Places, problems);
        }

        return new FlowReadResult(problems.HasInvalid ? null : flow, problems.ToImmutable());
    }

    /// <summary>Reads a flow that <see cref="Write"/> wrote, without validating it; settings of older node versions are upgraded.</summary>
    /// <remarks>
    /// A flow is saved as it is drawn: an edge may have lost its port by an edit or by a newer version of a node type, and
    /// that must not keep anyone from opening it. It is refused only where a part of it would be lost in reading.
    /// </remarks>
    /// <param name="utf8">The file's bytes.</param>
    public FlowReadResult ReadStored(ReadOnlyMemory<byte> utf8)
    {
        var problems = new DiagnosticList();
        var flow = FlowFileText.Parse(utf8.Span, problems) is { } root ? new FlowFileReader(catalogue, problems).Read(root) : null;
        return new FlowReadResult(problems.HasInvalid ? null : flow, problems.ToImmutable());
    }

    /// <summary>The canonical bytes of a flow.</summary>
    public byte[] Write(Flow flow) => new FlowFileWriter(catalogue).Write(flow);

    /// <summary>The SHA-256 of the canonical bytes, in lower-case hexadecimal.</summary>
    public string ContentHash(Flow flow) => Hash(Write(flow));

    /// <summary>The SHA-256 of what can change a result, in lower-case hexadecimal.</summary>
    /// <remarks>It leaves out name, description, tags, notes, budgets, titles, positions, promoted ports and cosmetic settings.</remarks>
    public string SemanticHash(Flow flow) => Hash(Write(flow with
    {
        Name = "",
        Description = "",
        Tags = [],
        Notes = [],
        Budget = null,
        Nodes = [.. flow.Nodes.Select(Bare)],
    }));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private FlowNode Bare(FlowNode node)
    {
        var settings = node.Settings;
        foreach (var field in catalogue.Find(node.Type)?.Fields ?? [])
        {
            if (field.IsCosmetic && settings.Has(field.Name)) settings = settings.Without(field.Name);
        }

        return node with { Title = "", Position = default, Promoted = [], Settings = settings, Policy = node.Policy.Budget is null ? node.Policy : node.Policy with { Budget = null } };
    }
}
