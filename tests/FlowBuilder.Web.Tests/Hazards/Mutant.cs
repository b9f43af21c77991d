using System.Text;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>A damaged request, as it is kept in a file: a line <c>POST path</c>, with <c>+key</c> where it shows one, and the body below it.</summary>
internal sealed record Mutant(HttpMethod Method, string Path, bool HasKey, byte[] Body)
{
    public static Mutant Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var end = Array.IndexOf(bytes, (byte)'\n');
        var words = Encoding.UTF8.GetString(bytes, 0, end).Split(' ');
        return new Mutant(new HttpMethod(words[0]), words[1], words is [_, _, "+key"], bytes[(end + 1)..]);
    }

    public void Write(string file)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes($"{Method} {Path}{(HasKey ? " +key" : "")}\n"), .. Body]);
    }
}
