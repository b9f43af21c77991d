using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Json;

/// <summary>Repairs in words.</summary>
internal static class JsonRepairTexts
{
    /// <summary>What was done.</summary>
    public static LocalText Of(JsonRepairKind kind) => kind switch
    {
        JsonRepairKind.Surroundings => LocalText.Of("Left out the words or the code fence around the JSON.", "JSON을 둘러싼 글이나 코드 블록 표시를 뺐습니다."),
        JsonRepairKind.Comments => LocalText.Of("Left out comments.", "주석을 뺐습니다."),
        JsonRepairKind.Commas => LocalText.Of("Left out or put in commas.", "쉼표를 빼거나 넣었습니다."),
        JsonRepairKind.Quotes => LocalText.Of("Mended quotes.", "따옴표를 고쳤습니다."),
        JsonRepairKind.Unquoted => LocalText.Of("Put quotes around names or texts.", "이름이나 텍스트에 따옴표를 붙였습니다."),
        JsonRepairKind.Literals => LocalText.Of("Read literals of Python or JavaScript, such as True and None.", "True, None 같은 파이썬이나 자바스크립트 값을 읽었습니다."),
        JsonRepairKind.Numbers => LocalText.Of("Read numbers in other forms, such as .5 or 1_000.", ".5나 1_000 같은 다른 형식의 숫자를 읽었습니다."),
        JsonRepairKind.ControlCharacters => LocalText.Of("Escaped line breaks or tabs in texts.", "텍스트 안의 줄바꿈이나 탭을 처리했습니다."),
        JsonRepairKind.Escapes => LocalText.Of("Mended escapes.", "잘못된 이스케이프를 고쳤습니다."),
        JsonRepairKind.Ellipsis => LocalText.Of("Left out dots that stand for more.", "생략을 뜻하는 점을 뺐습니다."),
        JsonRepairKind.Missing => LocalText.Of("Put null where a value was missing.", "빠진 값을 null로 채웠습니다."),
        _ => LocalText.Of("Closed an end that was cut off.", "중간에 끊긴 끝을 닫았습니다."),
    };
}
