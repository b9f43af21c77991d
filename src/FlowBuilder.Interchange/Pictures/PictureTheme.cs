namespace FlowBuilder.Interchange.Pictures;

/// <summary>The colours of a picture.</summary>
public enum PictureTheme
{
    /// <summary>Dark ink on a light ground.</summary>
    Light,

    /// <summary>Light ink on a dark ground.</summary>
    Dark,
}
