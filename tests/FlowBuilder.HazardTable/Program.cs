using System.Text.Json;
using FlowBuilder.HazardTable;

if (args is not [var cases, var results, var table])
{
    await Console.Error.WriteLineAsync("usage: hazard-table CASES.json FOLDER-OF-RESULTS TABLE.md");
    return 2;
}

var outcomes = TestOutcomes.Read(results);
var written = new Table(
    JsonSerializer.Deserialize<List<HazardCase>>(await File.ReadAllBytesAsync(cases), JsonSerializerOptions.Web)!,
    [.. outcomes.Assemblies.Order(StringComparer.Ordinal).SelectMany(MarkedTests.In)],
    outcomes);
await File.WriteAllTextAsync(table, written.Write());

var problems = written.Problems().ToList();
foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
return problems.Count == 0 ? 0 : 1;
