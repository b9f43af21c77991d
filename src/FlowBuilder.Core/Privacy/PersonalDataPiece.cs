namespace FlowBuilder.Core.Privacy;

/// <summary>A stretch of a text: something of a person, or what stands between.</summary>
/// <param name="Text">The stretch as it is written.</param>
/// <param name="Kind">What it is; null for what stands between.</param>
public readonly record struct PersonalDataPiece(string Text, PersonalDataKind? Kind);
