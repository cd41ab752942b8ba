namespace OpsMop;

/// <summary>
/// A value of a domain type (<see cref="AbsolutePath"/>, <see cref="UnixMode"/>, …). Converting from a string never throws:
/// an invalid value is carried here and reported by the resource that receives it, at the line of the policy that gave it.
/// </summary>
public interface IDomainValue
{
    /// <summary>Whether a value was given at all. <see langword="default"/> and a conversion from <see langword="null"/> are "not given".</summary>
    bool IsGiven { get; }

    /// <summary>What is wrong with the text the value was made from, as a sentence with the remedy; <see langword="null"/> if it is valid or not given.</summary>
    string? Error { get; }
}
