using System.Text.Json;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Chatting;

/// <summary>The files that are to go with the next message: one for each input that takes one.</summary>
internal sealed class ChatDraftFiles
{
    private readonly List<ChatDraftFile> _files = [];

    /// <summary>The files, in the order in which they came.</summary>
    public IReadOnlyList<ChatDraftFile> All => _files;

    /// <summary>Takes a file for the input that fits it best; a picture goes to an input of pictures first.</summary>
    /// <param name="contract">What the flow takes.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="mediaType">What the browser says it is.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>False where no input takes such a file.</returns>
    public bool Add(ChatContract contract, string name, string mediaType, ReadOnlyMemory<byte> content)
    {
        var fitting = contract.Files.Where(input => input.Takes(mediaType)).OrderByDescending(input => input.IsImage).ToList();
        if (fitting.Count == 0) return false;

        // Where every input has its file, the last one that came makes room.
        var input = fitting.FirstOrDefault(input => _files.All(file => file.Attachment.Input != input.Name)) ?? fitting[0];
        _files.RemoveAll(file => file.Attachment.Input == input.Name);
        _files.Add(new ChatDraftFile(new TurnAttachment(input.Name, Path.GetFileName(name), mediaType, content.Length), content));
        return true;
    }

    /// <summary>Leaves a file out again.</summary>
    public void Remove(ChatDraftFile file) => _files.Remove(file);

    /// <summary>Hands the files over, and holds none any more.</summary>
    public IReadOnlyList<ChatDraftFile> Take()
    {
        ChatDraftFile[] taken = [.. _files];
        _files.Clear();
        return taken;
    }

    /// <summary>Takes files back that could not be sent.</summary>
    public void PutBack(IEnumerable<ChatDraftFile> files) => _files.InsertRange(0, files);

    /// <summary>A file as the value of a flow's input.</summary>
    public static JsonElement ValueOf(ChatDraftFile file) =>
        PortValueJson.Write(new FileValue(file.Attachment.Name, file.Attachment.MediaType, file.Content));
}
