using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>Reads Word, PowerPoint and Excel files.</summary>
internal static class OfficeLoader
{
    /// <summary>Reads a file that begins as a zip archive does.</summary>
    /// <returns>What it is, by the root of its main part, and its parts.</returns>
    /// <exception cref="Core.Faults.NodeException">It is none of the three, broken, locked or over a limit.</exception>
    public static (DocumentFormat Format, List<LoadedPart> Parts) Load(FileToLoad file, CancellationToken cancellationToken)
    {
        try
        {
            using var package = OfficePackage.Open(file, cancellationToken);
            var main = package.MainPart() ?? throw LoadFault.Unsupported(file.Name, BinarySignature.ZipKind(file.Content.Span));
            if (main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) throw LoadFault.Unsupported(file.Name, "Excel binary (xlsb)");
            return RootOf(package, main) switch
            {
                "document" => (DocumentFormat.Word, [Word.WordLoader.Load(package, main, file)]),
                "presentation" => (DocumentFormat.Slides, [.. Slides.SlidesLoader.Load(package, main, file)]),
                "workbook" => (DocumentFormat.Sheets, [.. Sheets.SheetsLoader.Load(package, main, file)]),
                null => throw PackageFault.Broken(file.Name),
                var root => throw LoadFault.Unsupported(file.Name, $"Office Open XML ({root})"),
            };
        }
        catch (XmlException failure) when (failure.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw PackageFault.HasDocumentType(file.Name, failure);
        }
        catch (Exception failure) when (failure is XmlException or InvalidDataException or EndOfStreamException)
        {
            throw PackageFault.Broken(file.Name, failure);
        }
    }

    private static string? RootOf(OfficePackage package, string part)
    {
        using var reader = package.Read(part);
        return reader?.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
    }
}
