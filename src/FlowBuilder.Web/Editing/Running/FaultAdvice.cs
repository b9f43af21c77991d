using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>What to try after a node failed: one sentence, and what a button does about it.</summary>
/// <param name="Text">What to try.</param>
/// <param name="Action">What a button offers beside running the node again.</param>
internal sealed record FaultAdvice(LocalText Text, FaultAction Action)
{
    private static readonly Dictionary<string, FaultAdvice> ByCode = new(StringComparer.Ordinal)
    {
        ["model.connection-unknown"] = Connect("Connect a model under that name, or choose another connection in the node's settings.", "그 이름으로 모델을 연결하거나 노드 설정에서 다른 연결을 선택하세요."),
        ["model.connection-invalid"] = Connect("Set the connection up again, or choose another one in the node's settings.", "연결을 다시 설정하거나 노드 설정에서 다른 연결을 선택하세요."),
        ["model.unauthorized"] = Connect("Paste a valid key: keys expire, and are often copied with a character missing.", "올바른 키를 다시 붙여 넣으세요. 키가 만료되었거나 복사할 때 글자가 빠졌을 수 있습니다."),
        ["model.quota-exceeded"] = Connect("Add credit at the provider, or connect another model meanwhile.", "공급자 계정에 크레딧을 충전하거나 그동안 다른 모델을 연결하세요."),
        ["model.not-chosen"] = Settings("Choose a model in the node's settings.", "노드 설정에서 모델을 선택하세요."),
        ["model.not-found"] = Settings("Choose a model that the connection offers: the list is in the node's settings.", "노드 설정의 목록에서 이 연결이 제공하는 모델을 선택하세요."),
        ["model.rate-limited"] = Settings("Wait a minute and run again from here, or allow more tries in the node's settings.", "1분쯤 기다린 뒤 여기부터 다시 실행하거나 노드 설정에서 재시도 횟수를 늘리세요."),
        ["model.busy"] = Settings("Run again from here in a moment; the connection had too many calls waiting.", "잠시 후 여기부터 다시 실행하세요. 이 연결에 대기 중인 호출이 너무 많았습니다."),
        ["model.unavailable"] = Settings("Check that the provider is up and its address is right, then run again from here. A local model must be started first.", "공급자가 작동 중이고 주소가 맞는지 확인한 뒤 여기부터 다시 실행하세요. 로컬 모델이라면 먼저 시작해야 합니다."),
        ["model.too-long"] = Input("Send less: look at what came into the node, and take fewer or shorter passages.", "보내는 내용을 줄이세요. 노드에 들어온 값을 보고 더 적거나 짧은 단락을 쓰세요."),
        ["model.refused"] = Settings("Say in the prompt what the answer is for, or word the request otherwise.", "프롬프트에 답변의 용도를 밝히거나 요청을 다르게 표현하세요."),
        ["model.filtered"] = Settings("Word the prompt otherwise, or use a model with another filter.", "프롬프트를 다르게 쓰거나 필터가 다른 모델을 사용하세요."),
        ["model.cut-off"] = Settings("Raise the answer's token limit in the node's settings.", "노드 설정에서 답변의 토큰 한도를 늘리세요."),
        ["model.unsupported-content"] = Settings("Choose a model that takes such content, such as one for pictures.", "이미지 모델처럼 이런 내용을 받는 모델을 선택하세요."),
        ["model.not-json"] = Settings("Ask for JSON in the prompt, or give the node a schema.", "프롬프트에서 JSON을 요청하거나 노드에 스키마를 지정하세요."),
        ["model.schema"] = Settings("Say in the prompt what is needed at the named place, or loosen the schema.", "표시된 위치에 필요한 내용을 프롬프트에 적거나 스키마를 완화하세요."),
        ["node.timeout"] = Settings("Give the node more time under Advanced in its settings, or make its task smaller.", "설정의 고급 항목에서 제한 시간을 늘리거나 작업을 줄이세요."),
        ["template.syntax"] = Settings("Mend the tag at the named line and column of the template.", "템플릿에서 표시된 줄과 칸의 태그를 고치세요."),
        ["template.too-large"] = Input("Loop over less: look at what came into the node.", "반복할 내용을 줄이세요. 노드에 들어온 값을 확인하세요."),
        ["json.syntax"] = Input("Look at the text that came in: it is not JSON at the named position.", "들어온 텍스트를 확인하세요. 표시된 위치가 JSON이 아닙니다."),
        ["json.missing"] = Input("Look at what came in and name a path that is there, or make it optional.", "들어온 값을 보고 실제로 있는 경로를 지정하거나 선택 항목으로 바꾸세요."),
        ["port.conversion"] = Input("Look at what came in: put a node between that makes of it what is needed.", "들어온 값을 확인하세요. 필요한 형식으로 바꾸는 노드를 사이에 넣으세요."),
        ["input.broken-off"] = Input("See the node above: it failed while it was writing.", "위쪽 노드를 확인하세요. 텍스트를 만들던 중에 실패했습니다."),
        ["http.address-refused"] = Settings("Call an address outside, or ask who runs FlowBuilder to allow this host.", "외부 주소를 호출하거나 FlowBuilder 운영자에게 이 호스트의 허용을 요청하세요."),
        ["http.connection"] = Settings("Check the address in the node's settings and that the service is up.", "노드 설정의 주소와 서비스 작동 여부를 확인하세요."),
        ["http.status"] = Settings("See the status in the message: 401 and 403 want a key, 404 another address, 429 and 500 another try.", "메시지의 상태 코드를 확인하세요. 401과 403은 키, 404는 다른 주소, 429와 500은 재시도가 필요합니다."),
        ["http.not-json"] = Settings("Read the answer as text in the node's settings.", "노드 설정에서 응답을 텍스트로 읽게 하세요."),
        ["documents.missing"] = Settings("Choose a file in the node's settings, or wire one in.", "노드 설정에서 파일을 선택하거나 연결선으로 이으세요."),
        ["documents.unsupported"] = Settings("Use a file of one of the named types.", "메시지에 나온 형식의 파일을 사용하세요."),
        ["documents.tool-missing"] = new(LocalText.Of("Ask who runs FlowBuilder to install what the message names, or use a file of another type.", "FlowBuilder 운영자에게 메시지에 나온 프로그램의 설치를 요청하거나 다른 형식의 파일을 사용하세요."), FaultAction.None),
        ["documents.time-limit"] = Settings("Split the file, or open it in its own program and save a copy.", "파일을 나누거나 원래 프로그램에서 열어 사본을 저장하세요."),
        ["documents.query-empty"] = Input("Give a question: nothing came to search for.", "질문을 입력하세요. 검색할 내용이 들어오지 않았습니다."),
        ["knowledge.not-chosen"] = Settings("Choose a knowledge base in the node's settings.", "노드 설정에서 지식 베이스를 선택하세요."),
        ["knowledge.unknown"] = Settings("Choose a knowledge base that is here, or make one with that id under Knowledge.", "여기에 있는 지식 베이스를 선택하거나 지식 화면에서 그 id로 만드세요."),
        ["knowledge.empty"] = Settings("Add documents to the knowledge base, or choose another, then run again from here.", "지식 베이스에 문서를 추가하거나 다른 것을 선택한 뒤 여기부터 다시 실행하세요."),
        ["knowledge.not-ready"] = Settings("See under Knowledge how far its documents are, then run again from here.", "지식 화면에서 문서가 어디까지 처리되었는지 확인한 뒤 여기부터 다시 실행하세요."),
        ["knowledge.query-empty"] = Input("Give a question: nothing came to search for.", "질문을 입력하세요. 검색할 내용이 들어오지 않았습니다."),
        ["knowledge.nothing-to-add"] = Input("Look at what came in: it has no text to add.", "들어온 값을 확인하세요. 추가할 텍스트가 없습니다."),
        ["knowledge.bad-filter"] = Settings("Mend the filter at the named place.", "필터의 표시된 자리를 고치세요."),
        ["documents.rerank-unreadable"] = Settings("Use another model, or judge by words in the node's settings.", "다른 모델을 쓰거나 노드 설정에서 단어로 판단하게 하세요."),
        ["tool.not-allowed"] = Settings("Allow the tool in the node's settings, or take it away.", "노드 설정에서 도구를 허용하거나 제거하세요."),
        ["tool.too-many-rounds"] = Settings("Raise the limit in the node's settings, or say in the prompt when to stop.", "노드 설정에서 한도를 늘리거나 언제 멈출지 프롬프트에 적으세요."),
        ["agent.no-prompt"] = Settings("Connect a text to the agent's prompt.", "에이전트의 프롬프트에 텍스트를 연결하세요."),
        ["agent.limit-steps"] = Settings("Raise \"Steps\" in the node's settings, or let it answer with what is known.", "노드 설정에서 \"단계\" 값을 늘리거나 지금까지 알아낸 것으로 답하게 하세요."),
        ["agent.limit-tokens"] = Settings("Raise \"Tokens\" under Advanced in the node's settings, or make the task smaller.", "설정의 고급 항목에서 \"토큰\" 값을 늘리거나 작업을 줄이세요."),
        ["agent.limit-cost"] = Settings("Raise \"Cost\" under Advanced in the node's settings, or choose a cheaper model.", "설정의 고급 항목에서 \"비용\" 값을 늘리거나 더 저렴한 모델을 선택하세요."),
        ["agent.limit-time"] = Settings("Raise \"Time limit\" under Advanced in the node's settings, or make the task smaller.", "설정의 고급 항목에서 \"시간 제한\" 값을 늘리거나 작업을 줄이세요."),
        ["agent.repeating"] = Settings("See the steps for the call that comes again, and say in the system prompt when to stop.", "단계에서 반복되는 호출을 확인하고 언제 멈출지 시스템 프롬프트에 적으세요."),
        ["budget.reached"] = new(LocalText.Of("Give it a larger budget and run again, or make its task smaller.", "예산을 늘려 다시 실행하거나 작업을 줄이세요."), FaultAction.ChangeBudget),
        ["budget.price-unknown"] = new(LocalText.Of("Give a budget in tokens instead of money, or choose a model whose price is known.", "금액 대신 토큰으로 예산을 정하거나 가격이 알려진 모델을 선택하세요."), FaultAction.ChangeBudget),
        ["budget.key-reached"] = new(LocalText.Of("Wait until the time that the message names, or give the key more under API keys.", "메시지에 나온 시각까지 기다리거나 API 키 화면에서 키의 예산을 늘리세요."), FaultAction.None),
        ["budget.day-reached"] = new(LocalText.Of("Wait until the time that the message names, or ask who runs FlowBuilder to raise the limit.", "메시지에 나온 시각까지 기다리거나 FlowBuilder 운영자에게 한도를 늘려 달라고 요청하세요."), FaultAction.None),
        ["run.timeout"] = new(LocalText.Of("Make the flow's task smaller, or ask who runs FlowBuilder to raise the limit.", "플로우의 작업을 줄이거나 FlowBuilder 운영자에게 한도를 늘려 달라고 요청하세요."), FaultAction.None),
    };

    /// <summary>What to try after a fault.</summary>
    public static FaultAdvice For(NodeFault fault) => ByCode.TryGetValue(fault.Code, out var advice) ? advice : fault.Kind switch
    {
        FaultKind.Input => new(LocalText.Of("Put in another value and run again.", "다른 값을 입력하고 다시 실행하세요."), FaultAction.OpenInputs),
        FaultKind.Provider => Settings("Run again from here; if it fails again, check the connection and the node's settings.", "여기부터 다시 실행하세요. 또 실패하면 연결과 노드 설정을 확인하세요."),
        FaultKind.Timeout => Settings("Run again from here, or give the node more time in its settings.", "여기부터 다시 실행하거나 노드 설정에서 제한 시간을 늘리세요."),
        FaultKind.Internal => new(LocalText.Of("Run again from here; if it fails again, look in the program's log under the number above.", "여기부터 다시 실행하세요. 또 실패하면 위 번호로 프로그램 로그를 확인하세요."), FaultAction.None),
        _ => Settings("Change what the message names in the node's settings, then run again from here.", "메시지에 나온 내용을 노드 설정에서 고친 뒤 여기부터 다시 실행하세요."),
    };

    private static FaultAdvice Connect(string english, string korean) => new(LocalText.Of(english, korean), FaultAction.ConnectModel);

    private static FaultAdvice Settings(string english, string korean) => new(LocalText.Of(english, korean), FaultAction.OpenSettings);

    private static FaultAdvice Input(string english, string korean) => new(LocalText.Of(english, korean), FaultAction.OpenInput);
}
