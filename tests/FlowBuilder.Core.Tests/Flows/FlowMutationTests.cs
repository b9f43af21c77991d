using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Fuzzing;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Flows;

[Parallelizable(ParallelScope.All)]
public sealed class FlowMutationTests
{
    private const int MutantsPerBatch = 1_000;

    [Test]
    [Hazard("BAD-13")]
    public void A_damaged_flow_is_refused_or_written_and_read_back_alike([Range(0, 4)] int batch)
    {
        var (accepted, refused) = (0, 0);
        for (var seed = batch * MutantsPerBatch; seed < (batch + 1) * MutantsPerBatch; seed++)
        {
            var mutator = new Mutator(seed);
            var file = mutator.Mutate(Examples.Rag);
            // Every third mutant is damaged twice, so that faults meet.
            if (seed % 3 == 0 && Examples.Format.Read(file).Flow is not null) file = mutator.Mutate(Encoding.UTF8.GetString(file));

            var result = Examples.Format.Read(file);

            if (result.Flow is not { } flow)
            {
                refused++;
                Assert.That(result.Diagnostics.Select(problem => problem.Severity), Has.Some.EqualTo(DiagnosticSeverity.Invalid), $"seed {seed}");
                continue;
            }

            accepted++;
            var written = Examples.Format.Write(flow);
            var again = Examples.Format.Read(written);
            Assert.That(again.Flow, Is.Not.Null, $"seed {seed}");
            Assert.That(Examples.Format.Write(again.Flow!), Is.EqualTo(written), $"seed {seed}");
            Assert.That(Examples.Format.SemanticHash(again.Flow!), Is.EqualTo(Examples.Format.SemanticHash(flow)), $"seed {seed}");
            Assert.That(FlowContract.Of(flow, Examples.Catalogue).InputSchema.GetRawText(), Is.Not.Empty, $"seed {seed}");
        }

        // Both happen often, or the mutants are too tame or too wild to show anything.
        Assert.That(accepted, Is.GreaterThan(MutantsPerBatch / 10));
        Assert.That(refused, Is.GreaterThan(MutantsPerBatch / 10));
    }
}
