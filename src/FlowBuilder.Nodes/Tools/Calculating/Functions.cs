using System.Numerics;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Calculating;

/// <summary>The functions and constants of expressions.</summary>
internal static class Functions
{
    /// <summary>The functions by name, for messages.</summary>
    public const string Names = "abs, avg, ceil, cos, exp, floor, gcd, lcm, ln, log, log2, max, median, min, mod, pow, round, sin, sqrt, sum, tan, trunc";

    private const int GreatestFactorial = 1_000;

    /// <summary>A constant; null where there is none of that name.</summary>
    public static Rational? Constant(string name) => name switch
    {
        "pi" or "π" => Rational.Near(Math.PI),
        "e" => Rational.Near(Math.E),
        "tau" => Rational.Near(Math.Tau),
        _ => null,
    };

    /// <summary>The value of a function; null where there is none of that name.</summary>
    /// <exception cref="CalculationException">It does not take these arguments.</exception>
    public static Rational? Call(string name, IReadOnlyList<Rational> arguments, long mostBits, int at) => name switch
    {
        "abs" => Only(arguments, at) is var value && value.Numerator.Sign < 0 ? -value : value,
        "floor" => Rational.Of(Only(arguments, at).Floor()),
        "ceil" => Rational.Of(-(-Only(arguments, at)).Floor()),
        "trunc" => Only(arguments, at) is var value ? Rational.Of(BigInteger.Divide(value.Numerator, value.Denominator)) : null,
        "round" => Round(arguments, at),
        "min" => Some(arguments, at).Aggregate((left, right) => Rational.Compare(left, right) <= 0 ? left : right),
        "max" => Some(arguments, at).Aggregate((left, right) => Rational.Compare(left, right) >= 0 ? left : right),
        "sum" => Some(arguments, at).Aggregate((left, right) => left + right),
        "avg" or "mean" => Some(arguments, at).Aggregate((left, right) => left + right) / Rational.Of(arguments.Count),
        "median" => Median(Some(arguments, at)),
        "gcd" => Rational.Of(Some(arguments, at).Select(value => Whole(value, at)).Aggregate(BigInteger.GreatestCommonDivisor)),
        "lcm" => Rational.Of(Some(arguments, at).Select(value => Whole(value, at)).Aggregate(Multiple)),
        "mod" => Two(arguments, at) is var (left, right) && !right.Numerator.IsZero ? left - right * Rational.Of((left / right).Floor()) : throw NoValue(at),
        "pow" => Two(arguments, at) is var (value, exponent) ? Power(value, exponent, mostBits, at) : null,
        "sqrt" => Root(Only(arguments, at), at),
        "factorial" => Factorial(Only(arguments, at), at),
        "log" when arguments.Count == 2 => Near(Math.Log(arguments[0].ToDouble()) / Math.Log(arguments[1].ToDouble()), at),
        _ => Machine(name) is { } function ? Near(function(Only(arguments, at).ToDouble()), at) : null,
    };

    /// <summary>A power: exact for whole exponents.</summary>
    /// <exception cref="CalculationException">It has no value, or one that is too large.</exception>
    public static Rational Power(Rational value, Rational exponent, long mostBits, int at)
    {
        if (!exponent.IsWhole) return exponent.Numerator.IsOne && exponent.Denominator == 2 ? Root(value, at) : Near(Math.Pow(value.ToDouble(), exponent.ToDouble()), at);
        if (value.Numerator.IsZero && exponent.Numerator.Sign < 0) throw NoValue(at);
        var times = BigInteger.Abs(exponent.Numerator);
        if (value.IsWhole && (value.Numerator.IsZero || BigInteger.Abs(value.Numerator).IsOne)) times = times.IsZero ? 0 : times.IsEven ? 2 : 1;
        else if (times * (value.Bits - 1) > mostBits) throw new CalculationException(LocalText.Of("The power gets too large: more than about 6,000 digits.", "거듭제곱이 너무 커집니다(약 6,000자리 초과)."), at);
        var (numerator, denominator) = (BigInteger.Pow(value.Numerator, (int)times), BigInteger.Pow(value.Denominator, (int)times));
        return exponent.Numerator.Sign < 0 ? Rational.Of(denominator, numerator, value.IsExact) : Rational.Of(numerator, denominator, value.IsExact);
    }

    /// <summary>A factorial.</summary>
    /// <exception cref="CalculationException">It is not of a whole number from 0 to 1,000.</exception>
    public static Rational Factorial(Rational value, int at)
    {
        if (!value.IsWhole || value.Numerator.Sign < 0 || value.Numerator > GreatestFactorial)
        {
            throw new CalculationException(LocalText.Of($"A factorial is of a whole number from 0 to {GreatestFactorial}.", $"팩토리얼은 0부터 {GreatestFactorial}까지의 정수에만 쓸 수 있습니다."), at);
        }

        var product = BigInteger.One;
        for (var factor = 2; factor <= (int)value.Numerator; factor++) product *= factor;
        return Rational.Of(product);
    }

    private static Func<double, double>? Machine(string name) => name switch
    {
        "exp" => Math.Exp,
        "ln" => Math.Log,
        "log" or "log10" => Math.Log10,
        "log2" => Math.Log2,
        "sin" => Math.Sin,
        "cos" => Math.Cos,
        "tan" => Math.Tan,
        "asin" => Math.Asin,
        "acos" => Math.Acos,
        "atan" => Math.Atan,
        "cbrt" => Math.Cbrt,
        _ => null,
    };

    private static Rational Root(Rational value, int at)
    {
        if (value.Numerator.Sign < 0) throw NoValue(at);
        var (numerator, denominator) = (RootOf(value.Numerator), RootOf(value.Denominator));
        return numerator * numerator == value.Numerator && denominator * denominator == value.Denominator
            ? Rational.Of(numerator, denominator, value.IsExact)
            : Near(Math.Sqrt(value.ToDouble()), at);
    }

    // Newton's method on whole numbers.
    private static BigInteger RootOf(BigInteger value)
    {
        if (value < 2) return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        for (; ; )
        {
            var next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    private static Rational Round(IReadOnlyList<Rational> arguments, int at)
    {
        if (arguments.Count == 1) return arguments[0].Round(0);
        var (value, decimals) = Two(arguments, at);
        return decimals.IsWhole && BigInteger.Abs(decimals.Numerator) <= 100 ? value.Round((int)decimals.Numerator) : throw Arguments(at);
    }

    private static Rational Median(IReadOnlyList<Rational> values)
    {
        var sorted = values.Order(Comparer<Rational>.Create(Rational.Compare)).ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / Rational.Of(2);
    }

    private static BigInteger Multiple(BigInteger left, BigInteger right) =>
        left.IsZero || right.IsZero ? BigInteger.Zero : BigInteger.Abs(left / BigInteger.GreatestCommonDivisor(left, right) * right);

    private static Rational Near(double value, int at) => double.IsFinite(value) ? Rational.Near(value) : throw NoValue(at);

    private static BigInteger Whole(Rational value, int at) => value.IsWhole ? value.Numerator : throw Arguments(at);

    private static Rational Only(IReadOnlyList<Rational> arguments, int at) => arguments.Count == 1 ? arguments[0] : throw Arguments(at);

    private static (Rational Left, Rational Right) Two(IReadOnlyList<Rational> arguments, int at) => arguments.Count == 2 ? (arguments[0], arguments[1]) : throw Arguments(at);

    private static IReadOnlyList<Rational> Some(IReadOnlyList<Rational> arguments, int at) => arguments.Count > 0 ? arguments : throw Arguments(at);

    private static CalculationException Arguments(int at) => new(LocalText.Of("This function does not take these arguments.", "이 함수에는 이런 인자를 쓸 수 없습니다."), at);

    private static CalculationException NoValue(int at) => new(LocalText.Of("This has no value among the real numbers.", "실수 범위에서 값이 없습니다."), at);
}
