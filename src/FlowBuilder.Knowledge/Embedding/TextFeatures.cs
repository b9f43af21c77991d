using System.Runtime.InteropServices;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Embedding;

/// <summary>Counts the features of a text by which the offline embedding knows it: words, neighbouring words and parts of words.</summary>
/// <remarks>
/// The words are those of keyword search, without inflection, particles and stop words. Parts of a word are its four-letter pieces,
/// and for Korean its pairs of syllables and its runs of three letters (자모), so that forms of a word, compounds written with and
/// without a blank and words mistyped are near each other. The shares were set by looking up abstracts of the Cranfield collection
/// by their titles and passages of the Korean sample documents by questions made from them; no judged questions took part.
/// </remarks>
internal sealed class TextFeatures
{
    private const float PairShare = 0.6f;
    private const float PartShare = 0.3f;
    private const float SyllablesShare = 1;
    private const float InflectedShare = 0.3f;
    private const int PartLength = 4;
    private const int JamoLength = 3;

    private readonly Dictionary<ulong, (int Count, float Weight)> _features = [];

    /// <summary>The features of a text; of stop words only where it holds no others.</summary>
    public static TextFeatures Of(string text)
    {
        var features = new TextFeatures();
        var terms = CollectionsMarshal.AsSpan(TextAnalyzer.Analyze(text));
        var asked = HoldsWord(terms) ? TermKind.Word : TermKind.StopWord;
        var before = "";
        for (var start = 0; start < terms.Length;)
        {
            var end = start + 1;
            while (end < terms.Length && terms[end].Word == terms[start].Word) end++;
            before = features.AddWord(terms[start..end], asked, before);
            start = end;
        }

        return features;
    }

    /// <summary>Adds the features to a vector, each at a place and with a sign that its hash decides.</summary>
    /// <remarks>
    /// Feature hashing after K. Weinberger and others, <i>Feature Hashing for Large Scale Multitask Learning</i>, ICML 2009: the signs
    /// make collisions cancel on average. A feature that stands n times weighs 1 + ln n as much as one that stands once.
    /// </remarks>
    public void AddTo(Span<float> vector)
    {
        foreach (var (hash, (count, weight)) in _features)
        {
            var place = (int)(((hash & uint.MaxValue) * (ulong)vector.Length) >> 32);
            var value = weight * (1 + MathF.Log(count));
            vector[place] += hash >> 63 == 0 ? value : -value;
        }
    }

    private static bool HoldsWord(ReadOnlySpan<SearchTerm> terms)
    {
        foreach (var term in terms)
        {
            if (term.Kind == TermKind.Word) return true;
        }

        return false;
    }

    // Gives the word's stem, to make a pair with the next word; empty where the word is not asked for.
    private string AddWord(ReadOnlySpan<SearchTerm> variants, TermKind asked, string before)
    {
        var stem = "";
        foreach (var (term, kind, _) in variants)
        {
            if (kind == asked) stem = term;
        }

        foreach (var (term, kind, _) in variants)
        {
            if (kind == asked || kind == TermKind.Compound) Add('w', term, kind == asked && term != stem ? InflectedShare : 1);
            else if (kind == TermKind.Bigram) Add('s', term, SyllablesShare);
        }

        if (stem.Length == 0) return "";
        AddParts(stem);
        if (before.Length > 0) Add('p', $"{before} {stem}", PairShare);
        return stem;
    }

    private void AddParts(string stem)
    {
        if (Hangul.IsSyllable(stem[0])) AddParts('j', Hangul.Letters(stem), JamoLength);
        else AddParts('c', $"^{stem}$", PartLength);
    }

    private void AddParts(char kind, string letters, int length)
    {
        var parts = Math.Max(1, letters.Length - length + 1);
        var weight = PartShare / MathF.Sqrt(parts);
        for (var i = 0; i < parts; i++) Add(kind, letters.AsSpan(i, Math.Min(length, letters.Length)), weight);
    }

    private void Add(char kind, ReadOnlySpan<char> text, float weight)
    {
        ref var feature = ref CollectionsMarshal.GetValueRefOrAddDefault(_features, StableHash.Of(kind, text), out _);
        feature = (feature.Count + 1, Math.Max(feature.Weight, weight));
    }
}
