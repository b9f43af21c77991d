using System.Globalization;
using System.Numerics;

namespace FlowBuilder.Nodes.Tools.Calculating;

/// <summary>A fraction of whole numbers without bound, and whether it is the exact value or one worked out to sixteen digits.</summary>
internal readonly struct Rational
{
    private const int MostDecimals = 40;
    private const int RoundedDigits = 30;
    private const int ApproximateDigits = 15;

    private Rational(BigInteger numerator, BigInteger denominator, bool isExact) => (Numerator, Denominator, IsExact) = (numerator, denominator, isExact);

    /// <summary>The number above the line; its sign is the fraction's.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The number below the line; positive, and without a divisor in common with the other.</summary>
    public BigInteger Denominator { get; }

    /// <summary>Whether it is the very value.</summary>
    public bool IsExact { get; }

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => Denominator.IsOne;

    /// <summary>How many bits it takes.</summary>
    public long Bits => Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength());

    /// <summary>The nearest number of 64 bits.</summary>
    public double ToDouble()
    {
        // Shifted first: each side alone may be out of range.
        var shift = (int)Math.Max(0, Bits - 1_000);
        if (shift == 0) return (double)Numerator / (double)Denominator;
        var quotient = (BigInteger.Abs(Numerator) << 64) / Denominator;
        return Numerator.Sign * Math.ScaleB((double)(quotient >> (int)Math.Max(0, quotient.GetBitLength() - 64)), (int)Math.Max(0, quotient.GetBitLength() - 64) - 64);
    }

    /// <summary>A fraction in lowest terms; the denominator is not zero.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator, bool isExact = true)
    {
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsOne ? new(numerator, denominator, isExact) : new(numerator / divisor, denominator / divisor, isExact);
    }

    /// <summary>A whole number.</summary>
    public static Rational Of(BigInteger whole) => new(whole, BigInteger.One, isExact: true);

    /// <summary>What a function of the machine worked out; finite.</summary>
    public static Rational Near(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0) exponent++;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        var sign = value < 0 ? -1 : 1;
        return exponent >= 0 ? Of((BigInteger)mantissa * sign << exponent, BigInteger.One, isExact: false) : Of((BigInteger)mantissa * sign, BigInteger.One << -exponent, isExact: false);
    }

    public static Rational operator +(Rational left, Rational right) =>
        Of(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator, left.IsExact && right.IsExact);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator, value.IsExact);

    public static Rational operator *(Rational left, Rational right) =>
        Of(left.Numerator * right.Numerator, left.Denominator * right.Denominator, left.IsExact && right.IsExact);

    public static Rational operator /(Rational left, Rational right) =>
        Of(left.Numerator * right.Denominator, left.Denominator * right.Numerator, left.IsExact && right.IsExact);

    /// <summary>Which of two is greater: the sign of their difference.</summary>
    public static int Compare(Rational left, Rational right) => (left.Numerator * right.Denominator).CompareTo(right.Numerator * left.Denominator);

    /// <summary>The greatest whole number that is not greater.</summary>
    public BigInteger Floor() => BigInteger.DivRem(Numerator, Denominator, out var rest) - (rest.Sign < 0 ? 1 : 0);

    /// <summary>The value with so many decimals, halves away from zero, as in everyday reckoning.</summary>
    public Rational Round(int decimals)
    {
        var scale = BigInteger.Pow(10, Math.Abs(decimals));
        var scaled = decimals >= 0 ? this * Of(scale) : this / Of(scale);
        var twice = BigInteger.Abs(scaled.Numerator) * 2 + scaled.Denominator;
        var whole = Of(twice / (scaled.Denominator * 2) * (Numerator.Sign < 0 ? -1 : 1));
        var rounded = decimals >= 0 ? whole / Of(scale) : whole * Of(scale);
        return new(rounded.Numerator, rounded.Denominator, IsExact);
    }

    /// <summary>The number in decimals.</summary>
    /// <param name="isRounded">Whether it is not the whole truth.</param>
    public string Write(out bool isRounded)
    {
        isRounded = !IsExact;
        if (!IsExact) return Significant(ApproximateDigits);
        if (IsWhole) return Numerator.ToString(CultureInfo.InvariantCulture);
        if (Decimals() is { } decimals) return Fixed(decimals);
        isRounded = true;
        return Significant(RoundedDigits);
    }

    private string Significant(int digits)
    {
        if (Numerator.IsZero) return "0";
        var magnitude = (int)Math.Floor(BigInteger.Log10(BigInteger.Abs(Numerator)) - BigInteger.Log10(Denominator)) + 1;
        var decimals = digits - magnitude;
        var rounded = Round(decimals);
        if (magnitude is <= 21 and > -6) return decimals > 0 ? Trimmed(rounded.Fixed(decimals)) : rounded.Fixed(0);
        var shifted = decimals >= 0 ? (rounded * Of(BigInteger.Pow(10, decimals))).Numerator : (rounded / Of(BigInteger.Pow(10, -decimals))).Numerator;
        var text = BigInteger.Abs(shifted).ToString(CultureInfo.InvariantCulture);
        var mantissa = Trimmed($"{text[0]}.{text[1..]}");
        return string.Create(CultureInfo.InvariantCulture, $"{(Numerator.Sign < 0 ? "-" : "")}{mantissa}e{(magnitude > 0 ? "+" : "")}{magnitude - 1 + (text.Length > digits ? 1 : 0)}");
    }

    private string Fixed(int decimals)
    {
        var scaled = (this * Of(BigInteger.Pow(10, decimals))).Floor();
        var text = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return (scaled.Sign < 0 ? "-" : "") + (decimals == 0 ? text : $"{text[..^decimals]}.{text[^decimals..]}");
    }

    private static string Trimmed(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;

    // How many decimals it has, where they end.
    private int? Decimals()
    {
        var (rest, twos, fives) = (Denominator, 0, 0);
        for (; rest.IsEven && twos <= MostDecimals; twos++) rest >>= 1;
        for (; (rest % 5).IsZero && fives <= MostDecimals; fives++) rest /= 5;
        return rest.IsOne && Math.Max(twos, fives) <= MostDecimals ? Math.Max(twos, fives) : null;
    }
}
