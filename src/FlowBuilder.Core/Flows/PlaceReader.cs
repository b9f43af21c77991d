using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Flows;

/// <summary>Reads places and sizes on the canvas. They cannot change what a flow does, so a wrong one is mended, never refused.</summary>
internal sealed class PlaceReader(DiagnosticList problems)
{
    private const int LargestSize = 10_000;

    public CanvasPoint Point(JsonElement value, string path)
    {
        var (x, y) = Pair(value, path, "x", "y", default, CanvasPoint.Limit);
        return CanvasPoint.From(x, y);
    }

    public CanvasSize Size(JsonElement value, string path, CanvasSize otherwise)
    {
        var (width, height) = Pair(value, path, "width", "height", (otherwise.Width, otherwise.Height), LargestSize);
        return new CanvasSize(Math.Max(1, (int)Math.Round(width)), Math.Max(1, (int)Math.Round(height)));
    }

    private (double, double) Pair(JsonElement value, string path, string first, string second, (double, double) otherwise, int limit)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Adjusted(path);
            return otherwise;
        }

        var (one, two) = otherwise;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name == first) one = Number(member.Value, JsonPath.Member(path, first), one, limit);
            else if (member.Name == second) two = Number(member.Value, JsonPath.Member(path, second), two, limit);
            else Adjusted(JsonPath.Member(path, member.Name));
        }

        return (one, two);
    }

    private double Number(JsonElement value, string path, double otherwise, int limit)
    {
        var number = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
        if (Math.Abs(number) <= limit) return number;
        Adjusted(path);
        return double.IsNaN(number) ? otherwise : Math.Clamp(number, -limit, limit);
    }

    private void Adjusted(string path) => problems.Add(
        DiagnosticCodes.PlaceAdjusted,
        DiagnosticSeverity.Warning,
        path,
        "This is not a place or size on the canvas, or lies too far out; the nearest one is used instead.",
        "캔버스의 위치나 크기가 아니거나 너무 먼 값이므로 가장 가까운 값으로 바꾸었습니다.");
}
