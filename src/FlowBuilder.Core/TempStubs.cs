#pragma warning disable
using FlowBuilder.Core.Text; using FlowBuilder.Core.Ports; using FlowBuilder.Core.Nodes; using System.Collections.Immutable; using FlowBuilder.Core.Compilation;
namespace FlowBuilder.Core.Flows { public class FlowFormat(NodeCatalogue c) { public string SemanticHash(Flow f)=>Guid.NewGuid().ToString(); } }
namespace FlowBuilder.Core.Compilation { public class FlowValidator(NodeCatalogue c) { public ImmutableArray<FlowDiagnostic> Check(FlowBuilder.Core.Flows.Flow f)=>[]; } }
namespace FlowBuilder.Core.Ports { internal static class PortConversions { public static LocalText? WhyNot(PortSpec a, PortSpec b)=>null; public static object Convert(object v, PortType t, bool numbered=false)=>v; } }
