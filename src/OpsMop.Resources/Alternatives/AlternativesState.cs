namespace OpsMop;

/// <summary>Which alternative a name stands for.</summary>
[Verbs]
public enum AlternativesState
{
    /// <summary>It stands for the given one, whatever else is installed.</summary>
    Selected,

    /// <summary>It stands for the one with the highest priority.</summary>
    Automatic,

    /// <summary>The given one is among those that it can stand for. Which of them it does stand for is left alone.</summary>
    Registered,
}
