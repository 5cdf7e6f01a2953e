namespace ZoomOrleans.ZoomSimulator;

/// <summary>What a person is in the lesson. A guest joins without any identity: only a name.</summary>
public enum Role
{
    Student,
    Host,
    Guest,
}
