using BenchmarkDotNet.Running;
using FlowBuilder.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(TableConfig).Assembly).Run(args, new TableConfig());
