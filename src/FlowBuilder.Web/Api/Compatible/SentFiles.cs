using System.Collections.Immutable;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Gets the files that callers send by address.</summary>
internal sealed class SentFiles(IOutboundHttp http)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>All files with their bytes. Nothing is fetched for a flow that has no input for it.</summary>
    /// <exception cref="ApiException">The flow takes fewer files, or one cannot be fetched.</exception>
    public async ValueTask<ImmutableArray<FileValue>> OpenAsync(IReadOnlyList<SentFile> files, ChatContract contract, CancellationToken cancellationToken)
    {
        if (files.Count > contract.Files.Length) throw new ApiException(EndpointProblems.TakesNoFile(files[contract.Files.Length].Name));
        var opened = ImmutableArray.CreateBuilder<FileValue>(files.Count);
        foreach (var file in files) opened.Add(file.File ?? await FetchAsync(file, file.Address!, cancellationToken));
        return opened.ToImmutable();
    }

    private async Task<FileValue> FetchAsync(SentFile file, Uri address, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(new OutboundRequest(HttpMethod.Get, address) { TimeLimit = MostTime }, cancellationToken);
        return answer.IsSuccess
            ? new FileValue(file.Name, answer.MediaType, answer.Body)
            : throw new ApiException(new ApiProblem(StatusCodes.Status422UnprocessableEntity, "call.file-not-fetched", LocalText.Of(
                $"The file \"{file.Name}\" cannot be fetched: its server answers {answer.Status}. Send it as a data: address.",
                $"\"{file.Name}\" 파일을 가져올 수 없습니다. 서버가 {answer.Status}(으)로 응답했습니다. data: 주소로 보내세요.")));
    }
}
