namespace FlowBuilder.Providers.Offline;

/// <summary>Words that speak for labels which sorting flows often use, so that such a flow can be tried without a real model.</summary>
internal static class CommonLabels
{
    private static readonly (string[] Labels, string Words)[] Known =
    [
        (["billing", "payment", "payments", "invoice", "청구", "결제", "요금"],
            "invoice bill charge charged paid pay payment refund price cost subscription card receipt fee money 청구 결제 요금 환불 카드 영수증 가격 비용 구독 금액 이중"),
        (["technical", "tech", "bug", "support", "기술", "기술지원", "기술 지원", "오류"],
            "error crash crashes bug broken login password install update screen slow fail failed work working connect reset app website 오류 에러 고장 로그인 비밀번호 설치 업데이트 화면 작동 접속 느려 버그 앱"),
        (["shipping", "delivery", "배송"],
            "ship shipped shipping delivery deliver parcel package arrive arrived late courier tracking address 배송 택배 도착 배달 주소 송장 운송"),
        (["returns", "return", "반품", "교환"], "return exchange defective damaged wrong size send back 반품 교환 불량 파손 반송"),
        (["sales", "영업", "판매", "구매"], "buy purchase quote offer discount demo plan upgrade order 구매 구입 견적 할인 주문 상담 도입"),
        (["complaint", "negative", "불만", "부정"],
            "bad terrible awful disappointed angry worst unhappy poor broken late rude never hate annoying 불만 나쁘 최악 실망 화나 불친절 별로 짜증 엉망"),
        (["praise", "positive", "칭찬", "긍정"],
            "good great excellent love happy thanks thank perfect wonderful best friendly recommend 좋아 좋은 최고 감사 훌륭 만족 친절 추천 완벽"),
        (["urgent", "긴급"], "urgent immediately asap emergency now critical today down 긴급 급해 당장 즉시 빨리 오늘"),
    ];

    /// <summary>The words for a label, or none.</summary>
    public static string WordsOf(string label) =>
        Known.FirstOrDefault(known => known.Labels.Contains(label.Trim().ToLowerInvariant())).Words ?? "";
}
