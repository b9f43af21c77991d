using System.Text.Json;

namespace FlowBuilder.Providers.Tests.Offline;

[Parallelizable(ParallelScope.All)]
internal sealed class SchemaTests
{
    private const string Order = """
        Hello, my name is Anna Berg. Order number: A-1042
        I bought two lamps on 3 March 2025 and paid €149.90 in total. The delivery took 9 days.
        Please reach me at anna.berg@example.org or +49 30 1234567. See https://example.org/orders/A-1042.
        The parcel was not damaged. I am very happy with the service, thank you!
        Tags: lamps, delivery, praise
        """;

    [Test]
    public async Task Fills_a_schema_from_labels_formats_numbers_choices_and_lists()
    {
        var json = await Ask.JsonAsync($"Extract the order from this message:\n\n{Order}", """
            {
              "type": "object",
              "properties": {
                "customerName": { "type": "string" },
                "orderNumber": { "type": "string" },
                "purchaseDate": { "type": "string", "format": "date" },
                "totalPaid": { "type": "number", "description": "The total amount paid" },
                "deliveryDays": { "type": "integer", "description": "How many days the delivery took" },
                "email": { "type": "string", "format": "email" },
                "phone": { "type": "string" },
                "link": { "type": "string", "format": "uri" },
                "damaged": { "type": "boolean" },
                "mood": { "type": "string", "enum": ["positive", "negative", "neutral"] },
                "tags": { "type": "array", "items": { "type": "string" } },
                "voucher": { "type": ["string", "null"] },
                "company": { "type": "string" }
              },
              "required": ["customerName", "orderNumber", "voucher"]
            }
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("customerName").GetString(), Is.EqualTo("Anna Berg"));
            Assert.That(json.GetProperty("orderNumber").GetString(), Is.EqualTo("A-1042"));
            Assert.That(json.GetProperty("purchaseDate").GetString(), Is.EqualTo("2025-03-03"));
            Assert.That(json.GetProperty("totalPaid").GetDouble(), Is.EqualTo(149.90));
            Assert.That(json.GetProperty("deliveryDays").GetInt32(), Is.EqualTo(9));
            Assert.That(json.GetProperty("email").GetString(), Is.EqualTo("anna.berg@example.org"));
            Assert.That(json.GetProperty("phone").GetString(), Is.EqualTo("+49 30 1234567"));
            Assert.That(json.GetProperty("link").GetString(), Is.EqualTo("https://example.org/orders/A-1042"));
            Assert.That(json.GetProperty("damaged").GetBoolean(), Is.False);
            Assert.That(json.GetProperty("mood").GetString(), Is.EqualTo("positive"));
            Assert.That(json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()), Is.EqualTo(new[] { "lamps", "delivery", "praise" }));
            Assert.That(json.GetProperty("voucher").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(json.TryGetProperty("company", out _), Is.False);
        }
    }

    [Test]
    public async Task Fills_a_schema_from_Korean()
    {
        var json = await Ask.JsonAsync(
            "다음 문의에서 정보를 추출하세요:\n\n이름: 김민수\n전화: 010-1234-5678\n주문일: 2025년 3월 3일\n금액: 12,500원\n문의: 배송이 늦어 불만입니다.", """
            {
              "type": "object",
              "properties": {
                "이름": { "type": "string" }, "전화": { "type": "string" },
                "주문일": { "type": "string", "format": "date" }, "금액": { "type": "integer" },
                "유형": { "enum": ["결제", "배송", "기타"] }
              },
              "required": ["이름", "전화", "주문일", "금액", "유형"]
            }
            """);

        Assert.That(json.ToString().Replace(" ", "", StringComparison.Ordinal), Is.EqualTo(
            """{"이름":"김민수","전화":"010-1234-5678","주문일":"2025-03-03","금액":12500,"유형":"배송"}"""));
    }

    [Test]
    public async Task What_is_not_in_the_text_is_of_the_schemas_types_all_the_same()
    {
        var json = await Ask.JsonAsync("Extract:\n\nThe sky is blue.", """
            {
              "type": "object",
              "$defs": { "address": { "type": "object", "properties": { "city": { "type": "string" } }, "required": ["city"] } },
              "properties": {
                "amount": { "type": "number", "minimum": 1 }, "count": { "type": "integer" }, "email": { "type": "string", "format": "email" },
                "paid": { "type": "boolean" }, "items": { "type": "array", "items": { "type": "string" } },
                "address": { "$ref": "#/$defs/address" }, "kind": { "enum": ["a", "other"] },
                "note": { "anyOf": [{ "type": "string", "format": "email" }, { "type": "null" }] }, "version": { "const": 2 }
              },
              "required": ["amount", "count", "email", "paid", "items", "address", "kind", "note", "version"]
            }
            """);

        Assert.That(json.GetRawText(), Is.EqualTo(
            """{"amount":1,"count":0,"email":"","paid":false,"items":[],"address":{"city":""},"kind":"other","note":null,"version":2}"""));
    }

    [TestCase("Split the task into questions.\n\nText:\nWhat does it cost? Who rides free? Ask me.", "What does it cost?|Who rides free?")]
    [TestCase("작업을 질문으로 나누세요.\n\n본문:\n얼마인가요? 누가 무료로 타나요?", "얼마인가요?|누가 무료로 타나요?")]
    public async Task A_list_of_questions_has_each_that_the_text_asks(string prompt, string expected)
    {
        var json = await Ask.JsonAsync(prompt, """
            { "type": "object", "properties": { "steps": { "type": "array", "description": "The questions to answer (질문)", "items": { "type": "string" } } } }
            """);

        Assert.That(json.GetProperty("steps").EnumerateArray().Select(step => step.GetString()), Is.EqualTo(expected.Split('|')));
    }

    [Test]
    public async Task A_list_of_objects_has_an_entry_for_each_bullet_that_tells_enough()
    {
        var json = await Ask.JsonAsync(
            "Extract the products:\n\n- Product: Lamp, Price: $20\n- Product: Chair, Price: $45.50\n- Thank you!", """
            {
              "type": "object",
              "properties": {
                "products": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": { "product": { "type": "string" }, "price": { "type": "number" } },
                    "required": ["product", "price"]
                  }
                }
              },
              "required": ["products"]
            }
            """);

        Assert.That(json.GetRawText(), Is.EqualTo("""{"products":[{"product":"Lamp","price":20},{"product":"Chair","price":45.5}]}"""));
    }
}
