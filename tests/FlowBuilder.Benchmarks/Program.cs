using BenchmarkDotNet.Running;
using FlowBuilder.Benchmarks;
using FlowBuilder.Benchmarks.Load;

if (args is ["load", .. var load]) return await LoadRun.RunAsync(LoadOptions.Parse(load));
if (args is ["short", .. var shortRuns]) return await ShortRuns.RunAsync(LoadOptions.Parse(shortRuns));
if (args is ["promises", .. var promises]) return await Promises.RunAsync(LoadOptions.Parse(promises));
BenchmarkSwitcher.FromAssembly(typeof(TableConfig).Assembly).Run(args, new TableConfig());
return 0;
