using System.Globalization;
using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Core.Tests.Privacy;

/// <summary>Texts as people write them to a helpdesk, in English and Korean: some with personal data planted, some with numbers that only look alike.</summary>
internal sealed class PersonalDataCorpus(int seed)
{
    private static readonly string[] Names = ["kim.minji", "gildong_hong", "j.smith", "ana+shop", "lee-jh88", "o'neil", "support", "박"];
    private static readonly string[] Domains = ["example.com", "mail.example.co.kr", "example.org", "a-b.example.io", "uni.example.ac.kr"];

    private readonly Random _random = new(seed);

    /// <summary>One item, as it is written and as what it is to be found.</summary>
    public (string Text, PersonalDataKind Kind) Item()
    {
        var kind = Pick(Enum.GetValues<PersonalDataKind>());
        return (kind switch
        {
            PersonalDataKind.Email => $"{Pick(Names[..^1])}@{Pick(Domains)}",
            PersonalDataKind.Phone => Phone(),
            PersonalDataKind.CardNumber => Card(),
            PersonalDataKind.Iban => Iban(),
            PersonalDataKind.ResidentNumber => Resident(),
            PersonalDataKind.BusinessNumber => Business(),
            PersonalDataKind.IpAddress => Ip(),
            _ => Passport(),
        }, kind);
    }

    /// <summary>A text around items.</summary>
    public string Around(IReadOnlyList<(string Text, PersonalDataKind Kind)> items)
    {
        var text = Sentence();
        foreach (var (item, kind) in items)
        {
            text += _random.Next(2) == 0
                ? $" {EnglishWord(kind)} {item}{Pick(".", ",", "", " please.", "!", ")", "\n")} {Sentence()}"
                : $" {KoreanWord(kind)}{Pick(" ", ": ", "는 ", " (")}{item}{Pick("입니다.", "로 연락 주세요.", "이에요", ")", ", ", "\n", "을 확인해 주세요.")} {Sentence()}";
        }

        return text;
    }

    /// <summary>A text in which nothing is personal, and a lot looks as if it were.</summary>
    public string Clean() => string.Join(' ', Enumerable.Range(0, _random.Next(2, 6)).Select(_ => _random.Next(3) == 0 ? Sentence() : Decoy()));

    private string Sentence() => Pick(
        "Hello, I have a question about my last order.", "The parcel never came, and nobody answers.", "Thanks for your help!", "I would like to cancel it, please.",
        "안녕하세요, 지난번 주문에 대해 문의드립니다.", "배송이 아직 안 왔어요.", "빠른 답변 부탁드립니다.", "환불을 받고 싶습니다.", "감사합니다 :)", "");

    private string Decoy()
    {
        var number = _random.Next(100_000, 999_999);
        var (year, month, day) = (_random.Next(1995, 2032), _random.Next(1, 13), _random.Next(1, 29));
        return Pick(
            $"Order {year}{month:00}{day:00}-{number}.", $"주문 번호는 {year}-{number}-{_random.Next(10, 99)}입니다.", $"order no. A{number}{number}", $"송장번호 {_random.NextInt64(100_000_000_000, 999_999_999_999)}",
            $"Invoice INV-{year}-{number:000000}.", $"on {year}-{month:00}-{day:00} at {_random.Next(24):00}:{_random.Next(60):00}:{_random.Next(60):00}", $"{year}년 {month}월 {day}일 {_random.Next(24)}시",
            $"{day:00}.{month:00}.{year}", $"{day:00}/{month:00}/{year}", $"{year}.{month:00}.{day:00}", $"{year}{month:00}{day:00}{_random.Next(24):00}{_random.Next(60):00}00",
            $"version {_random.Next(20)}.{_random.Next(20)}.{_random.Next(20)}.{_random.Next(9000)}", $"v{_random.Next(20)}.{_random.Next(20)}.{_random.Next(20)}", $"버전 {_random.Next(9)}.{_random.Next(9)}.{_random.Next(9)}.{_random.Next(9)}",
            $"It was {number:N0} won", $"총 {_random.Next(1_000, 9_999_999).ToString("N0", CultureInfo.InvariantCulture)}원", $"$ {number}.{_random.Next(100):00}", $"€{_random.Next(1000)}.{_random.Next(100):00}", $"{_random.NextDouble():0.0000000000}",
            $"ISBN {Isbn13()}", $"ISBN {Isbn10()}", $"도서 {Isbn13().Replace("-", "", StringComparison.Ordinal)}",
            $"{_random.NextInt64(1_500_000_000, 1_900_000_000)}", $"{_random.NextInt64(1_500_000_000_000, 1_900_000_000_000)} ms", $"id {Guid(_random)}", $"commit {number:x}a{number:x}",
            $"section {_random.Next(9)}.{_random.Next(9)}.{_random.Next(9)}", $"{_random.Next(100)} x {_random.Next(100)} x {_random.Next(100)} cm", $"model XM{number}-{_random.Next(99)}", $"제{_random.Next(1, 99)}조 {_random.Next(1, 9)}항",
            $"@user{_random.Next(999)}", "user@localhost", "git@v1.2", "C++ 11 20 30", $"+{_random.Next(2, 90)} points", $"-{_random.Next(2, 90)}°C", $"{_random.Next(1, 60)}:{_random.Next(10, 60)}", "std::vector::size", "00:1b:44:11:3a:b7",
            $"우편번호 {_random.Next(10_000, 63_999)}", $"ZIP {_random.Next(10_000, 99_999)}-{_random.Next(1_000, 9_999)}", $"room {_random.Next(100, 999)}-{_random.Next(10, 99)}", $"{WrongCard()}", $"{WrongResident()}", $"PO box {number}", $"SKU {number}-{_random.Next(1_000, 9_999)}-{_random.Next(10, 99)}");
    }

    private static string Guid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string EnglishWord(PersonalDataKind kind) => kind == PersonalDataKind.Passport
        ? Pick("My passport is", "Passport no.")
        : Pick("It is", "Here it is:", "You can use", "write", "(", "see");

    private string KoreanWord(PersonalDataKind kind) => kind == PersonalDataKind.Passport ? "여권번호" : Pick("제 정보", "번호", "연락처", "확인용", "여기");

    private string Phone() => Pick(
        $"010-{Digits(4)}-{Digits(4)}", $"010{Digits(8)}", $"010.{Digits(4)}.{Digits(4)}", $"010 {Digits(4)} {Digits(4)}", $"02-{_random.Next(200, 999)}-{Digits(4)}", $"(031) {_random.Next(200, 999)}-{Digits(4)}", $"070-{Digits(4)}-{Digits(4)}",
        $"+82-10-{Digits(4)}-{Digits(4)}", $"+82 10 {Digits(4)} {Digits(4)}", $"+1 {_random.Next(200, 999)} {_random.Next(200, 999)} {Digits(4)}", $"({_random.Next(200, 999)}) {_random.Next(200, 999)}-{Digits(4)}", $"+44 20 {Digits(4)} {Digits(4)}", $"+49 30 {_random.Next(100_00, 999_99)}{_random.Next(10, 99)}");

    private string Card()
    {
        var number = Pick("4", "51", "2221", "37", "6011");
        var length = number == "37" ? 15 : 16;
        while (number.Length < length - 1) number += _random.Next(10);
        number += CheckDigit(number);
        var separator = Pick("", " ", "-");
        if (separator.Length == 0) return number;
        return length == 15
            ? string.Join(separator, number[..4], number[4..10], number[10..])
            : string.Join(separator, number.Chunk(4).Select(group => new string(group)));
    }

    private string WrongCard()
    {
        var number = "4" + Digits(14);
        return $"{number}{(CheckDigit(number) + _random.Next(1, 10)) % 10}";
    }

    private static int CheckDigit(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = (number[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - sum % 10) % 10;
    }

    private string Iban()
    {
        var (country, account) = Pick(("DE", Digits(18)), ("GB", "WEST" + Digits(14)), ("FR", Digits(10) + "0500013M0" + Digits(4)), ("NO", Digits(11)), ("CH", Digits(17)));
        var value = 0;
        foreach (var letter in account + country + "00")
            value = char.IsAsciiDigit(letter) ? (value * 10 + letter - '0') % 97 : (value * 100 + letter - 'A' + 10) % 97;
        var iban = $"{country}{98 - value:00}{account}";
        return _random.Next(2) == 0 ? iban : string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
    }

    private string Resident()
    {
        var number = $"{_random.Next(60, 99):00}{_random.Next(1, 13):00}{_random.Next(1, 29):00}{Pick(1, 2)}{Digits(5)}";
        number += ResidentCheck(number);
        return Pick($"{number[..6]}-{number[6..]}", number, $"{number[..6]} - {number[6..]}");
    }

    private string WrongResident()
    {
        var number = $"{_random.Next(60, 99):00}{_random.Next(1, 13):00}{_random.Next(1, 29):00}{Pick(1, 2)}{Digits(5)}";
        return $"{number}{(ResidentCheck(number) + _random.Next(1, 10)) % 10}";
    }

    private static int ResidentCheck(string number) => (11 - number.Select((digit, i) => (digit - '0') * (2 + i % 8)).Sum() % 11) % 10;

    private string Business()
    {
        var number = $"{_random.Next(101, 699)}{_random.Next(10, 89)}{Digits(4)}";
        int[] weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
        var sum = number.Select((digit, i) => (digit - '0') * weights[i]).Sum() + (number[8] - '0') * 5 / 10;
        return $"{number[..3]}-{number[3..5]}-{number[5..]}{(10 - sum % 10) % 10}";
    }

    private string Ip() => Pick(
        $"{_random.Next(1, 224)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}", $"2001:db8:{_random.Next(1, 65_536):x}::{_random.Next(1, 65_536):x}",
        $"2001:0db8:85a3:0000:0000:8a2e:0370:{_random.Next(0x1000, 0xffff):x}", $"fe80::{_random.Next(1, 65_536):x}:{_random.Next(1, 65_536):x}");

    private string Passport() => Pick($"M{Digits(8)}", $"M{Digits(3)}{Pick("A", "B", "K")}{Digits(4)}");

    private string Isbn13()
    {
        var number = $"978{Digits(9)}";
        var check = (10 - number.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10) % 10;
        return $"{number[..3]}-{number[3..5]}-{number[5..9]}-{number[9..]}-{check}";
    }

    private string Isbn10() => $"{_random.Next(1, 9)}-{Digits(5)}-{Digits(3)}-{Pick("X", "0", "7")}";

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + _random.Next(10))));

    private T Pick<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
