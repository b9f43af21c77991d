using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>The names of elements and attributes that a reader has seen, as many as real files have.</summary>
/// <remarks>A reader keeps each name it meets, so that a part of nothing but new names would fill the memory.</remarks>
internal sealed class PartNames(FileToLoad file) : NameTable
{
    private const int MostNames = 50_000;
    private const int MostCharacters = 4_000_000;

    private int _names;
    private long _characters;

    /// <inheritdoc/>
    public override string Add(char[] key, int start, int len)
    {
        if (Get(key, start, len) is { } known) return known;
        Count(len);
        return base.Add(key, start, len);
    }

    /// <inheritdoc/>
    public override string Add(string key)
    {
        if (Get(key) is { } known) return known;
        Count(key.Length);
        return base.Add(key);
    }

    private void Count(int length)
    {
        _characters += length;
        if (++_names > MostNames || _characters > MostCharacters) throw PackageFault.HasTooManyNames(file.Name, MostNames);
    }
}
