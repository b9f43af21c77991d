using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>What is done with a flow's files.</summary>
public enum FilesAction
{
    /// <summary>A model reads and lists them, and writes them where it may.</summary>
    [Text("en", "Offer them to a model as tools")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,

    /// <summary>Reads one.</summary>
    [Text("en", "Read a file")]
    [Text("ko", "파일 읽기")]
    Read,

    /// <summary>Writes one, in place of what is there.</summary>
    [Text("en", "Write a file")]
    [Text("ko", "파일 쓰기")]
    Write,

    /// <summary>Writes behind what is there.</summary>
    [Text("en", "Append to a file")]
    [Text("ko", "파일에 이어 쓰기")]
    Append,

    /// <summary>Lists them.</summary>
    [Text("en", "List the files")]
    [Text("ko", "파일 목록")]
    List,

    /// <summary>Deletes one.</summary>
    [Text("en", "Delete a file")]
    [Text("ko", "파일 삭제")]
    Delete,
}
