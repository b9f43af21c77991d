namespace FlowBuilder.Web.Localization;

/// <summary>Names the resource files that hold every text of the screens: Texts.resx (English) and Texts.ko.resx.</summary>
internal sealed class Texts;
