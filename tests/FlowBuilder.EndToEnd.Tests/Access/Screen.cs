using FlowBuilder.EndToEnd.Tests.Support;

namespace FlowBuilder.EndToEnd.Tests.Access;

/// <summary>A page in one of its states, as a person may come to see it.</summary>
/// <param name="Name">What is seen.</param>
/// <param name="ShowAsync">Brings a new window there, and waits until it is all shown.</param>
internal sealed record Screen(string Name, Func<Window, Task> ShowAsync);
