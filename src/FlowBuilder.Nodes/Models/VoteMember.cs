using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>One of several models that are asked.</summary>
public sealed record VoteMember
{
    /// <summary>The connection's name.</summary>
    [Field(Kind = FieldKind.Connection, Required = true)]
    [Text("en", "Connection", "Where the model runs.")]
    [Text("ko", "연결", "모델이 실행되는 곳입니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model)]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";
}
