using System.Globalization;
using System.Numerics;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Calculating;

/// <summary>Works an expression out: numbers of any size exactly, functions that have no exact value to fifteen digits.</summary>
/// <remarks>A recursive descent over + - * / % ^ ! with the precedence of school. A percentage that is added or taken off is one
/// of what stands before it, as on a pocket calculator: 200 + 10% is 220. Length, depth and size of numbers are bounded.</remarks>
internal sealed class Calculator
{
    /// <summary>The longest expression, in characters.</summary>
    public const int LongestExpression = 2_000;

    private const int Deepest = 100;
    private const long MostBits = 20_000;

    private readonly string _text;
    private int _at;
    private int _depth;
    private int _inFunctions;

    private Calculator(string text) => _text = text;

    /// <summary>Works an expression out.</summary>
    /// <exception cref="CalculationException">It is none, or has no value; the exception says where.</exception>
    public static Rational Evaluate(string expression)
    {
        if (expression.Length > LongestExpression)
        {
            throw new CalculationException(LocalText.Of($"The expression is longer than {LongestExpression} characters.", $"수식이 {LongestExpression}자를 넘습니다."), LongestExpression);
        }

        var calculator = new Calculator(expression);
        var value = calculator.Sum();
        calculator.SkipBlanks();
        return calculator._at == expression.Length ? value : throw calculator.Unexpected();
    }

    private Rational Sum()
    {
        if (++_depth > Deepest) throw Fail("The expression is nested too deeply.", "수식이 너무 깊게 중첩되었습니다.");
        var (left, _) = Product();
        for (; ; )
        {
            var at = _at;
            var isPlus = Takes("+");
            if (!isPlus && !Takes("-") && !Takes("−")) break;
            var (right, isPercent) = Product();
            if (isPercent) right *= left;
            left = Bounded(isPlus ? left + right : left - right, at);
        }

        _depth--;
        return left;
    }

    private (Rational Value, bool IsPercent) Product()
    {
        var (left, isPercent) = Signed();
        for (; ; isPercent = false)
        {
            SkipBlanks();
            var at = _at;
            if (Takes("*") || Takes("×") || Takes("·") || TakesWord("of")) left = Bounded(left * Signed().Value, at);
            else if (Takes("/") || Takes("÷")) left = Bounded(left / NotZero(Signed().Value, at), at);
            else if (Takes("%") || TakesWord("mod")) left = Bounded(Modulo(left, NotZero(Signed().Value, at)), at);
            else return (left, isPercent);
        }
    }

    private (Rational Value, bool IsPercent) Signed()
    {
        if (++_depth > Deepest) throw Fail("The expression is nested too deeply.", "수식이 너무 깊게 중첩되었습니다.");
        (Rational, bool) value;
        if (Takes("-") || Takes("−"))
        {
            var (negated, isPercent) = Signed();
            value = (-negated, isPercent);
        }
        else
        {
            value = Takes("+") ? Signed() : Power();
        }

        _depth--;
        return value;
    }

    private (Rational Value, bool IsPercent) Power()
    {
        var value = Primary();
        var isPercent = false;
        for (SkipBlanks(); ; SkipBlanks())
        {
            var at = _at;
            if (TakesFactorial()) value = Functions.Factorial(value, at);
            else if (TakesPercent()) (value, isPercent) = (value / Rational.Of(100), true);
            else break;
        }

        var power = _at;
        if (!Takes("**") && !Takes("^")) return (value, isPercent);
        return (Bounded(Functions.Power(value, Signed().Value, MostBits, power), power), false);
    }

    private Rational Primary()
    {
        SkipBlanks();
        if (_at == _text.Length) throw Fail("The expression ends where a number is expected.", "숫자가 와야 할 자리에서 수식이 끝났습니다.");
        if (Takes("("))
        {
            var inFunctions = _inFunctions;
            _inFunctions = 0;
            var value = Sum();
            _inFunctions = inFunctions;
            return Takes(")") ? value : throw Fail("A closing parenthesis is missing here.", "여기에 닫는 괄호가 없습니다.");
        }

        if (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.') return Number();
        return char.IsLetter(_text[_at]) ? Named() : throw Unexpected();
    }

    private Rational Number()
    {
        var start = _at;
        var digits = new System.Text.StringBuilder();
        var decimals = -1;
        for (; _at < _text.Length; _at++)
        {
            var letter = _text[_at];
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
                if (decimals >= 0) decimals++;
            }
            else if (letter == '.' && decimals < 0) decimals = 0;
            else if (letter != ',' || decimals >= 0 || _inFunctions > 0 || !IsGroup(_at + 1)) break;
        }

        if (digits.Length == 0) throw new CalculationException(LocalText.Of("A number is expected here.", "여기에는 숫자가 와야 합니다."), start);
        var value = Rational.Of(BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture), BigInteger.Pow(10, Math.Max(decimals, 0)));
        return Exponent(out var exponent) ? Bounded(value * Functions.Power(Rational.Of(10), Rational.Of(exponent), MostBits, start), start) : value;
    }

    // The e of 1.5e3, where a number follows it.
    private bool Exponent(out int exponent)
    {
        exponent = 0;
        if (_at + 1 >= _text.Length || _text[_at] is not ('e' or 'E')) return false;
        var end = _at + 1;
        if (_text[end] is '+' or '-') end++;
        var first = end;
        while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
        if (end == first) return false;
        if (!int.TryParse(_text.AsSpan(_at + 1, end - _at - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) throw TooLarge(_at);
        _at = end;
        return true;
    }

    private Rational Named()
    {
        var start = _at;
        while (_at < _text.Length && char.IsLetterOrDigit(_text[_at])) _at++;
        var name = _text[start.._at].ToLowerInvariant();
        if (!Takes("(")) return Functions.Constant(name) ?? throw Unknown(name, start);
        var arguments = new List<Rational>();
        _inFunctions++;
        if (!Takes(")"))
        {
            do arguments.Add(Sum());
            while (Takes(",") || Takes(";"));
            if (!Takes(")")) throw Fail("A closing parenthesis is missing here.", "여기에 닫는 괄호가 없습니다.");
        }

        _inFunctions--;
        return Bounded(Functions.Call(name, arguments, MostBits, start) ?? throw Unknown(name, start), start);
    }

    private bool IsGroup(int from) =>
        from + 3 <= _text.Length && _text.AsSpan(from, 3).IndexOfAnyExceptInRange('0', '9') < 0 && (from + 3 == _text.Length || !char.IsAsciiDigit(_text[from + 3]));

    // After a percent sign an operand makes it a remainder, as in 10 % 3; anything else a percentage.
    private bool TakesPercent()
    {
        if (_at >= _text.Length || _text[_at] != '%') return false;
        var next = _at + 1;
        while (next < _text.Length && char.IsWhiteSpace(_text[next])) next++;
        var isOf = _text.AsSpan(next).StartsWith("of", StringComparison.OrdinalIgnoreCase);
        if (next < _text.Length && !isOf && (char.IsLetterOrDigit(_text[next]) || _text[next] is '(' or '.')) return false;
        _at++;
        return true;
    }

    private bool TakesFactorial() => Takes("!");

    private bool Takes(string sign)
    {
        SkipBlanks();
        if (!_text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal) || (sign == "*" && _text.AsSpan(_at).StartsWith("**", StringComparison.Ordinal))) return false;
        _at += sign.Length;
        return true;
    }

    private bool TakesWord(string word)
    {
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (_at + word.Length < _text.Length && char.IsLetterOrDigit(_text[_at + word.Length])) return false;
        _at += word.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private static Rational Modulo(Rational left, Rational right) => left - right * Rational.Of((left / right).Floor());

    private static Rational NotZero(Rational divisor, int at) =>
        divisor.Numerator.IsZero ? throw new CalculationException(LocalText.Of("Nothing can be divided by zero.", "0으로 나눌 수 없습니다."), at) : divisor;

    private static Rational Bounded(Rational value, int at) => value.Bits <= MostBits ? value : throw TooLarge(at);

    private static CalculationException TooLarge(int at) => new(LocalText.Of("The number gets too large: more than about 6,000 digits.", "숫자가 너무 커집니다(약 6,000자리 초과)."), at);

    private static CalculationException Unknown(string name, int at) => new(LocalText.Of(
        $"There is no \"{name}\". Functions are {Functions.Names}.",
        $"\"{name}\"은(는) 없습니다. 쓸 수 있는 함수는 {Functions.Names}입니다."), at);

    private CalculationException Unexpected()
    {
        SkipBlanks();
        return _at < _text.Length
            ? Fail($"\"{_text[_at]}\" does not belong here.", $"여기에 \"{_text[_at]}\"이(가) 올 수 없습니다.")
            : Fail("The expression ends too early.", "수식이 중간에 끝났습니다.");
    }

    private CalculationException Fail(string english, string korean) => new(LocalText.Of(english, korean), Math.Min(_at, _text.Length));
}
