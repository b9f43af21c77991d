using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Notes that all agents under one supervisor read and write within a run. Thread-safe.</summary>
internal sealed class SharedNotes
{
    private const int MostNotes = 100;
    private const int LongestNote = 20_000;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _notes = new(StringComparer.Ordinal);

    /// <summary>What an agent is told of them.</summary>
    public const string Instructions = "All agents of this task share notes. Read them with read_notes before you begin, and keep what others will need with write_note.";

    /// <summary>The tools by which an agent reads and writes them.</summary>
    public IEnumerable<ToolValue> Tools =>
    [
        new(AIFunctionFactory.Create(Read, "read_notes", "Gives every note that the agents of this task share, by title."), HasSideEffects: false),
        new(AIFunctionFactory.Create((string title, string text) => Write(title, text), "write_note", "Keeps a note for all agents of this task; a note of the same title is replaced."), HasSideEffects: false),
    ];

    /// <summary>Every note, as JSON.</summary>
    public JsonElement ToJson()
    {
        lock (_gate) return JsonSerializer.SerializeToElement(_notes, CoreJson.Options);
    }

    private string Read()
    {
        lock (_gate) return _notes.Count == 0 ? "There are no notes yet." : string.Join("\n\n", _notes.Select(note => $"# {note.Key}\n{note.Value}"));
    }

    private string Write(string title, string text)
    {
        if (text.Length > LongestNote) return $"Error: a note may have {LongestNote} characters at most.";
        lock (_gate)
        {
            if (_notes.Count >= MostNotes && !_notes.ContainsKey(title)) return $"Error: there are {MostNotes} notes already. Replace one of them.";
            _notes[title] = text;
            return "Kept.";
        }
    }
}
