using BenchmarkDotNet.Running;
using FlowBuilder.Benchmarks;
using FlowBuilder.Benchmarks.Load;

if (args is ["load", .. var load]) return await LoadRun.RunAsync(LoadOptions.Parse(load));
BenchmarkSwitcher.FromAssembly(typeof(TableConfig).Assembly).Run(args, new TableConfig());
return 0;
