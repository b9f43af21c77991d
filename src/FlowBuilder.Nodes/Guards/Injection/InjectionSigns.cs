using System.Buffers;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>The signs of prompt injection and jailbreaks that are known, in English and Korean.</summary>
/// <remarks>
/// After the families that OWASP's LLM01 (2025) and the public collections of attacks name: orders to drop the instructions,
/// new roles, forged marks of a conversation, asking for the system prompt, orders to models in documents, secrecy, sending
/// data out. Weights add up by family; one clear sign is enough at 0.6.
/// </remarks>
internal static class InjectionSigns
{
    private const string Rules = "(?:instructions?|prompts?|rules?|guidelines?|directives?|commands?|orders|programming|restrictions?|constraints?|safeguards?|polic(?:y|ies))";
    private const string Models = "(?:ai|a\\.i\\.|llm|assistant|chatbot|bot|language model|gpt|chatgpt|claude|gemini|copilot|agent)";
    private const string Near = "[^.!?\\n]";

    /// <summary>Words of which every strong sign has one: noise that was decoded by chance has none.</summary>
    public static SearchValues<string> Hints { get; } = SearchValues.Create(
        ["instruct", "prompt", "rule", "guideline", "directive", "command", "orders", "programming", "restrict", "constrain", "safeguard", "polic", "everything", "anything", "dan", "developer mode", "filter", "uncensored",
            "jailbr", "system", "limit", "you are an", "password", "api key", "secret", "credential", "지시", "명령", "지침", "규칙", "프롬프트", "제한", "제약", "시스템", "개발자"],
        StringComparison.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<InjectionSign> All { get; } =
    [
        InjectionSign.Of(
            "override", "it tells the model to drop its instructions", "모델에게 지시를 무시하라고 합니다",
            (0.8, $"\\b(?:ignore|disregard|forget|override|bypass|neglect|discard|circumvent|do not (?:follow|obey)|don'?t (?:follow|obey)|stop (?:following|obeying))\\b{Near}{{0,30}}\\b(?:previous|prior|above|earlier|preceding|foregoing|original|initial|system|all|any|every|your|existing|current|safety)\\b{Near}{{0,20}}\\b{Rules}\\b"),
            (0.8, $"\\b(?:ignore|disregard|forget) (?:everything|all|anything)(?: that)?(?: (?:was|is|has been|came|i|you|we))?{Near}{{0,20}}\\b(?:above|before|prior|previously|told|said|instructed)\\b"),
            (0.6, $"\\b(?:new|updated|revised|real|actual) (?:system )?(?:instructions?|prompt|directives?|orders)\\b ?(?::|are\\b|follow)"),
            (0.8, $"(?:이전|앞선|앞의|앞에|위의|위에|지금까지|기존|모든|너의|네|당신의|원래|시스템|초기){Near}{{0,20}}(?:지시|명령|지침|규칙|프롬프트|제한|제약|가이드라인){Near}{{0,10}}(?:무시|잊|따르지 ?(?:마|말)|지키지 ?(?:마|말)|버리|버려|취소|해제|우회)"),
            (0.8, $"(?:지시|명령|지침|프롬프트|규칙)(?:사항)?(?:을|를|은|는|도)? ?(?:전부|모두|다|싹|완전히) ?(?:무시|잊|버려)"),
            (0.6, $"(?:지금까지|위에|앞에서|이전에){Near}{{0,15}}(?:내용|말|것)(?:은|을|는)? ?(?:전부|모두|다)? ?(?:무시|잊)(?:하고|해|어|고)"),
            (0.6, "(?:새로운|진짜|실제) (?:지시|명령|지침|프롬프트)(?:사항)?(?:은|는|이다|:|을 따르|를 따르|에 따라)")),
        InjectionSign.Of(
            "role", "it gives the model another role without limits", "모델에게 제한 없는 다른 역할을 줍니다",
            (0.8, "\\bdo anything now\\b|\\byou are (?:now )?dan\\b|\\bdan mode\\b|\\bjailbreak mode\\b|\\b(?:god|sudo|root|admin) mode (?:on|enabled|activated)\\b"),
            (0.7, "\\bdeveloper mode (?:is |now ){0,2}(?:enabled|activated|output|on(?! ?(?:my|the|your|an?|this|[a-z]*phone|android|ios)\\b))\\b|\\b(?:enable|activate|enter|switch to) (?:the )?developer mode\\b[^.!?\\n]{0,30}\\b(?:model|ai|restriction|filter|answer|respond)"),
            (0.7, $"\\b(?:you are|you're|act as|become|be|pretend (?:to be|you are|that you are)|role-?play as|simulate|respond as)\\b{Near}{{0,30}}\\b(?:unrestricted|unfiltered|uncensored|jailbroken|amoral|evil|lawless|unbound|unlimited|limitless)\\b"),
            (0.7, $"\\b(?:pretend|imagine|act as if|assume|behave as if)\\b{Near}{{0,25}}\\b(?:you|there) (?:have|had|are|is) no\\b{Near}{{0,15}}\\b(?:rules?|restrictions?|limits?|limitations?|guidelines?|filters?|ethics)\\b"),
            (0.3, "\\bfrom now on,? (?:you|your)\\b|\\byou are no longer\\b|\\bjailbr[eo]ak"),
            (0.7, $"(?:제한|제약|검열|필터|규칙|윤리){Near}{{0,6}}(?:없는|없이|벗어난|무시하는){Near}{{0,12}}(?:ai|인공지능|모델|챗봇|비서|어시스턴트|답|대답|말해|행동)"),
            (0.7, "개발자 ?모드(?:를|로|가)? ?(?:켜|활성|전환|들어가|진입|시작|on)"),
            (0.7, $"(?:규칙|제한|제약|윤리){Near}{{0,4}} ?없(?:다고|는 것처럼|는 척){Near}{{0,10}}(?:가정|생각|행동|연기|해)"),
            (0.3, "(?:지금|이제)부터 (?:너는|넌|네가|당신은|너의)|탈옥(?: ?모드|해|시)")),
        InjectionSign.Of(
            "prompt-leak", "it asks for the hidden instructions", "숨겨진 지시를 보여 달라고 합니다",
            (0.7, $"\\b(?:show|reveal|print|repeat|output|display|tell|give|leak|expose|disclose|recite|dump|write|paste|copy|share)\\b{Near}{{0,40}}\\b(?:your|full|entire|exact|hidden|initial|original|secret|internal|developer'?s?)\\b{Near}{{0,20}}\\b(?:system prompt|system message|prompt|instructions|system instructions|rules|guidelines|configuration)\\b{Near}{{0,20}}(?:verbatim|word for word|exactly|above|you (?:were|have been) given|in full|$|[.!?\\n\"])"),
            (0.7, "\\bwhat (?:is|are|was|were)\\b[^.!?\\n]{0,15}\\byour\\b[^.!?\\n]{0,15}\\b(?:system prompt|system message|(?:initial|original|hidden|secret|exact|system) (?:instructions?|prompt|rules))\\b"),
            (0.7, "\\brepeat\\b[^.!?\\n]{0,15}\\b(?:everything|all|the (?:words|text|sentences?|lines?))\\b[^.!?\\n]{0,15}\\babove\\b|\\brepeat (?:the )?(?:words|text) (?:above|starting with)"),
            (0.7, $"(?:시스템 ?(?:프롬프트|메시지|지시)|초기 ?(?:지시|프롬프트|설정값)|숨겨진 ?(?:지시|프롬프트|명령)|내부 ?(?:지침|지시|프롬프트)|(?:너의|네|당신의|너한테|처음) ?(?:받은 )?(?:프롬프트|지시문|지시사항|지침))(?:(?!뭔지|무엇|뭐예|이란|작성|쓰는|만드|잘 쓰){Near}){{0,20}}(?:보여|알려|출력|공개|말해|적어|복사|반복|그대로|내놔|노출)"),
            (0.6, $"위(?:에|의) ?(?:있는 )?(?:모든 )?(?:내용|텍스트|글|문장|지시)(?:을|를)? ?(?:모두 |전부 |그대로 ){Near}{{0,8}}(?:반복|출력|복사|적어)")),
        InjectionSign.Of(
            "markup", "it forges the marks of a conversation with a model", "모델 대화의 표시를 흉내 냅니다",
            (0.7, "<\\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id)\\|>|\\[/?inst\\]|<</?sys>>|<start_of_turn>"),
            (0.5, "</?(?:system|system_prompt|instructions?|system-prompt)>|(?:begin|start|end) (?:of )?(?:the )?(?:system|hidden|secret) (?:prompt|instructions?|message)|end of (?:the )?(?:user )?(?:input|prompt|context|document)\\b"),
            (0.5, "(?:^|\\n) ?(?:#{1,4} ?)?\\[?(?:system|system prompt|system message|시스템|시스템 ?메시지)\\]? ?:|(?:^|\\n) ?#{1,4} ?(?:system|instruction|new instructions?)\\b|\\[시스템(?: ?메시지| ?지시)?\\]")),
        InjectionSign.Of(
            "addressed", "a document speaks to the model that reads it", "문서가 읽는 모델에게 말을 겁니다",
            (0.6, $"\\b(?:if|as|when|since) you(?: are|'re| read this(?: and are)?)? an? {Models}\\b{Near}{{0,20}}(?:,|reading|then|must|should|you)"),
            (0.5, $"\\b(?:attention|note|message|instructions?|important|notice|dear|hey|hello|hi)\\b{Near}{{0,12}}\\b(?:to|for)? ?(?:the |any |all |every )?{Models}s?\\b ?(?:[:,!-]|reading|processing|that reads|summari)"),
            (0.6, "(?:당신|너|네)(?:이|가) (?:ai|인공지능|언어 ?모델|챗봇|어시스턴트)(?:이?라면|인 경우)|(?:이 글|이 문서|이것)을 (?:읽는|처리하는|요약하는) (?:ai|인공지능|언어 ?모델|챗봇|어시스턴트)"),
            (0.5, "(?:ai|인공지능|언어 ?모델|챗봇|어시스턴트)(?: ?(?:비서|모델))?(?:에게|에 대한|을 위한|에게 보내는) ?(?:지시|명령|알림|공지|메시지|주의)")),
        InjectionSign.Of(
            "secrecy", "it tells the model to keep something from people", "사용자에게 숨기라고 합니다",
            (0.4, "\\b(?:do not|don'?t|never|without) (?:tell|telling|mention|mentioning|reveal|revealing|inform|informing|disclos(?:e|ing)|alert|alerting|let)\\b[^.!?\\n]{0,25}\\b(?:the user|users|anyone|anybody|the human|this instruction|these instructions|humans)\\b"),
            (0.4, "사용자(?:에게|한테)(?:는|도)? ?(?:절대 |이 사실을 |이를 )?(?:알리지|말하지|언급하지|보여 ?주지|들키지) ?(?:마|말|않)")),
        InjectionSign.Of(
            "no-limits", "it asks for answers without limits", "제한 없는 답을 요구합니다",
            (0.5, "\\b(?:no|without(?: any)?|free (?:of|from)(?: any| all)?) (?:ethical|moral|legal|content|safety)(?: or (?:ethical|moral|legal))? (?:guidelines?|restrictions?|limits?|limitations?|constraints?|filters?|considerations?|boundaries)\\b"),
            (0.4, "\\bwithout (?:any )?(?:restrictions?|filters?|filtering|limitations?|censorship|disclaimers?|refus(?:al|ing))\\b|\\b(?:never|can ?not|cannot|can't|must not|don't) (?:refuse|say no|decline)\\b|\\byou must (?:comply|obey)\\b"),
            (0.3, "\\b(?:my|our) (?:late |deceased |dead )(?:grandmother|grandma|grandfather)\\b[^.!?\\n]{0,60}\\b(?:used to|would)\\b"),
            (0.4, "(?:경고|검열|필터|거절|거부)(?: ?메시지)? ?없이 ?(?:답|대답|말|출력|알려|작성)|(?:절대|결코) ?(?:거절|거부)하지 ?(?:마|말|않)|(?:무조건|반드시) ?(?:복종|따라야)")),
        InjectionSign.Of(
            "exfiltration", "it wants data sent out", "데이터를 밖으로 보내려 합니다",
            (0.7, "\\b(?:send|post|forward|e-?mail|upload|transmit|exfiltrate|leak|submit|append)\\b[^!?\\n]{0,60}\\b(?:conversation|chat history|history|messages|api keys?|passwords?|credentials|secrets?|tokens?|user(?:'s)? data|system prompt|personal data|context)\\b[^!?\\n]{0,40}\\b(?:to|at|via)\\b[^!?\\n]{0,10}(?:https?://|\\S+@\\S)"),
            (0.6, "!\\[[^\\]\\n]{0,60}\\]\\(https?://[^)\\n]{0,200}[?&][^)=\\n]{0,30}=[^)\\n]{0,5}(?:\\{|<|\\[|%7b)"),
            (0.7, "(?:대화|비밀번호|api ?키|인증 ?정보|토큰|개인 ?정보|기록)[^!?\\n]{0,30}(?:https?://|\\S+@\\S)[^!?\\n]{0,60}(?:보내|전송|전달|업로드)")),
        InjectionSign.Of(
            "decode", "it tells the model to decode something and follow it", "무언가를 해독해 따르라고 합니다",
            (0.6, "\\b(?:decode|decrypt|unscramble|translate)\\b[^.!?\\n]{0,30}\\b(?:base ?64|rot ?13|hex|morse|cipher|binary|it|this|following)\\b[^.\\n]{0,30}\\b(?:and|then)\\b[^.\\n]{0,20}\\b(?:follow|execute|obey|do|run|perform|comply|carry out)\\b"),
            (0.6, "(?:base ?64|rot ?13|16진수|모스|암호)[^.!?\\n]{0,20}(?:해독|디코딩|풀어|변환)[^.!?\\n]{0,20}(?:따르|따라|실행|수행|그대로 해)")),
    ];
}
