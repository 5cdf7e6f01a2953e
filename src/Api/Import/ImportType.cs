namespace ZoomOrleans.Api.Import;

/// <summary>What one row of an import says something about.</summary>
public enum ImportType
{
    User,
    Class,
    Enrolment,
    Parent,
}
