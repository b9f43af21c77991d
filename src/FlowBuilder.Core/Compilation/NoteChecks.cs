using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks the notes on the canvas: their ids and how much they say.</summary>
internal static class NoteChecks
{
    public static void Check(Flow flow, FlowPlaces places, DiagnosticList problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < flow.Notes.Length; i++)
        {
            var (note, path) = (flow.Notes[i], places.Note(i));
            LimitChecks.Size(note.Text, path + ".text", problems);
            if (!NodeId.IsValid(note.Id))
            {
                problems.Add(
                    DiagnosticCodes.NoteIdForm,
                    DiagnosticSeverity.Invalid,
                    path + ".id",
                    $"{Quoted.Text(note.Id)} cannot be a note's id: it must begin with a letter and have up to 64 letters, digits, - and _.",
                    $"{Quoted.Text(note.Id)}은(는) 메모 ID로 쓸 수 없습니다. 영문자로 시작하고 영문자, 숫자, -, _로 64자까지 쓰세요.");
            }
            else if (!ids.Add(note.Id))
            {
                problems.Add(
                    DiagnosticCodes.NoteDuplicateId,
                    DiagnosticSeverity.Invalid,
                    path + ".id",
                    $"There are two notes {Quoted.Text(note.Id)}. Give one of them another id.",
                    $"{Quoted.Text(note.Id)} 메모가 두 개입니다. 둘 중 하나의 ID를 바꾸세요.");
            }
        }
    }
}
