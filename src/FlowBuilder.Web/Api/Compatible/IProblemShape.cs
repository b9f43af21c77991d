using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>How a protocol of another program says that something went wrong. Stands in the metadata of its routes.</summary>
internal interface IProblemShape
{
    /// <summary>The answer that clients of the protocol understand.</summary>
    IResult Of(ApiProblem problem);
}
