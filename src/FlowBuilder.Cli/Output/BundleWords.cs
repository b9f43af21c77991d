using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of bundles.</summary>
internal static class BundleWords
{
    public static readonly LocalText Bundle = LocalText.Of(
        "Packs flows, and those that they run, into one file that another installation imports.",
        "플로우와 그 플로우가 실행하는 다른 플로우를 파일 하나로 묶습니다. 다른 곳에서 그대로 가져올 수 있습니다.");

    public static readonly LocalText Flows = LocalText.Of(
        "Flow files, the one that the bundle is about first. Their names stand for their ids: the flow \"prices\" is prices.json.",
        "플로우 파일들이며 묶음의 중심이 되는 플로우를 맨 앞에 씁니다. 파일 이름이 ID를 대신합니다. 예: \"prices\" 플로우는 prices.json입니다.");

    public static readonly LocalText OutBundle = LocalText.Of("The bundle to write (.flow.zip).", "쓸 묶음 파일(.flow.zip)입니다.");

    public static readonly LocalText OutOfImport = LocalText.Of("The file to write; for a bundle the folder.", "쓸 파일입니다. 묶음이면 폴더입니다.");

    public static LocalText Packed(string path, int flows) => LocalText.Of(
        flows == 1 ? $"{path} was written with 1 flow." : $"{path} was written with {flows} flows.",
        $"{path} 파일에 플로우 {flows}개를 묶었습니다.");

    public static LocalText TooMuchKnowledge => LocalText.Of(
        "The knowledge bases that the flows name are larger than a bundle may be. Nothing was written; leave out --data.",
        "플로우가 쓰는 지식 베이스가 묶음에 허용된 크기를 넘습니다. 아무것도 쓰지 않았습니다. --data 없이 묶으세요.");

    public static LocalText MadeKnowledge(string name, int documents) => LocalText.Of(
        $"Knowledge base \"{name}\": {documents} documents.", $"지식 베이스 \"{name}\": 문서 {documents}개.");

    public static LocalText LeftOut(string path, string id) => LocalText.Of(
        $"{path} runs the flow \"{id}\", which is not there ({id}.json). It is left out.",
        $"{path}에서 실행하는 \"{id}\" 플로우가 없어({id}.json) 묶음에서 뺐습니다.");

    public static LocalText SameId(string one, string other) => LocalText.Of(
        $"{one} and {other} have one name, and so one id. Give one of them another name.",
        $"{one} 파일과 {other} 파일의 이름이 같아 ID가 겹칩니다. 한쪽의 이름을 바꾸세요.");

    public static LocalText IsThere(string path) => LocalText.Of(
        $"{path} is there already and is not the same. Nothing was written; choose another folder.",
        $"{path} 파일이 이미 있고 내용이 다릅니다. 아무것도 쓰지 않았습니다. 다른 폴더를 고르세요.");
}
