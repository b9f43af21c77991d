using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Cleaning;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Cleans documents before they are cut or given to a model.</summary>
[Node("documents.clean", Category = NodeCategories.Knowledge, Icon = "sparkle", Deterministic = true, Keywords = "clean whitespace header footer mask privacy pii anonymize 정리 정제 머리글 바닥글 개인정보 가리기 마스킹")]
[Text("en", "Clean documents", "Tidies white space, drops page heads and feet, and masks personal data.")]
[Text("ko", "문서 정리", "공백을 정리하고 머리글과 바닥글을 빼고 개인정보를 가립니다.")]
[Guide("en", "Put it between \"Load documents\" and \"Split text\" when files have page heads, divided words or personal data that a model must not see. Masking here cannot be undone; \"Mask personal data\" can.")]
[Guide("ko", "머리글, 끊긴 단어, 모델이 보면 안 되는 개인정보가 있는 파일이라면 \"문서 불러오기\"와 \"텍스트 나누기\" 사이에 두세요. 여기서 가린 것은 되돌릴 수 없고, \"개인정보 가리기\"로 가린 것은 되돌릴 수 있습니다.")]
[Example("""{"maskEmail": true, "maskPhone": true}""")]
public sealed class CleanDocumentsNode()
    : ResultNode<CleanDocumentsNode.Settings, CleanDocumentsNode.Inputs, DocumentList>(Documents)
{
    /// <summary>The cleaned documents.</summary>
    [Text("en", "documents", "The documents, cleaned; pages of which nothing is left are left out.")]
    [Text("ko", "문서", "정리한 문서입니다. 남는 내용이 없는 페이지는 빠집니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <inheritdoc/>
    protected override Task<DocumentList> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(DocumentCleaner.Clean(inputs.Documents, settings.ToCleaning(), cancellationToken));

    /// <summary>What the node cleans.</summary>
    public sealed record Inputs
    {
        /// <summary>Documents as they were loaded.</summary>
        [Text("en", "documents", "The documents to clean, before they are cut.")]
        [Text("ko", "문서", "정리할 문서입니다. 나누기 전에 연결하세요.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;
    }

    /// <summary>How the node cleans.</summary>
    public sealed record Settings
    {
        /// <summary>Whether white space is made alike.</summary>
        [Text("en", "White space", "Makes blanks, empty lines and forms of characters alike; code and columns stay.")]
        [Text("ko", "공백 정리", "공백과 빈 줄, 문자 형태를 통일합니다. 코드와 맞춰 놓은 열은 그대로 둡니다.")]
        public bool Whitespace { get; init; } = true;

        /// <summary>Whether heads and feet of pages are left out.</summary>
        [Text("en", "Page heads and feet", "Leaves out lines repeated on the pages of a file, and page numbers.")]
        [Text("ko", "머리글과 바닥글 빼기", "파일의 여러 페이지에 되풀이되는 줄과 쪽 번호를 뺍니다.")]
        public bool RepeatedLines { get; init; } = true;

        /// <summary>Whether divided words are joined.</summary>
        [Text("en", "Divided words", "Joins words of PDF files divided at a line's end, where the file has them whole elsewhere.")]
        [Text("ko", "나뉜 단어 잇기", "PDF에서 줄 끝에서 나뉜 단어를 잇습니다. 파일 안에 온전한 단어가 있을 때만 잇습니다.")]
        public bool DividedWords { get; init; } = true;

        /// <summary>Masks e-mail addresses.</summary>
        [Field(OnCard = true)]
        [Text("en", "Mask e-mail addresses", "Puts [email] in their place.")]
        [Text("ko", "이메일 주소 가리기", "[이메일]로 바꿉니다.")]
        public bool MaskEmail { get; init; }

        /// <summary>Masks phone numbers.</summary>
        [Field(OnCard = true)]
        [Text("en", "Mask phone numbers", "Puts [phone] in their place.")]
        [Text("ko", "전화번호 가리기", "[전화번호]로 바꿉니다.")]
        public bool MaskPhone { get; init; }

        /// <summary>Masks Korean resident registration numbers.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask Korean resident numbers", "Puts [resident number] in their place; date and check digit are looked at.")]
        [Text("ko", "주민등록번호 가리기", "[주민등록번호]로 바꿉니다. 날짜와 검증 숫자를 확인합니다.")]
        public bool MaskResidentNumber { get; init; }

        /// <summary>Masks numbers of payment cards.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask card numbers", "Puts [card number] in their place; the check digit is looked at.")]
        [Text("ko", "카드 번호 가리기", "[카드번호]로 바꿉니다. 검증 숫자를 확인합니다.")]
        public bool MaskCardNumber { get; init; }

        /// <summary>Masks IBANs.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask bank accounts (IBAN)", "Puts [bank account] in their place.")]
        [Text("ko", "국제 계좌 번호(IBAN) 가리기", "[계좌번호]로 바꿉니다.")]
        public bool MaskIban { get; init; }

        /// <summary>Masks IP addresses.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask IP addresses", "Puts [IP address] in their place.")]
        [Text("ko", "IP 주소 가리기", "[IP 주소]로 바꿉니다.")]
        public bool MaskIpAddress { get; init; }

        /// <summary>Masks Korean business registration numbers.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask Korean business numbers", "Puts [business number] in their place.")]
        [Text("ko", "사업자등록번호 가리기", "[사업자등록번호]로 바꿉니다.")]
        public bool MaskBusinessNumber { get; init; }

        /// <summary>Masks passport numbers.</summary>
        [Field(Advanced = true)]
        [Text("en", "Mask passport numbers", "Puts [passport number] in their place.")]
        [Text("ko", "여권 번호 가리기", "[여권번호]로 바꿉니다.")]
        public bool MaskPassport { get; init; }

        internal KnowledgeCleaning ToCleaning() => new()
        {
            Whitespace = Whitespace,
            RepeatedLines = RepeatedLines,
            DividedWords = DividedWords,
            Mask = [.. Kinds.Where(kind => kind.IsOn).Select(kind => kind.Kind)],
        };

        private (bool IsOn, PersonalDataKind Kind)[] Kinds =>
        [
            (MaskEmail, PersonalDataKind.Email),
            (MaskPhone, PersonalDataKind.Phone),
            (MaskResidentNumber, PersonalDataKind.ResidentNumber),
            (MaskCardNumber, PersonalDataKind.CardNumber),
            (MaskIban, PersonalDataKind.Iban),
            (MaskIpAddress, PersonalDataKind.IpAddress),
            (MaskBusinessNumber, PersonalDataKind.BusinessNumber),
            (MaskPassport, PersonalDataKind.Passport),
        ];
    }
}
