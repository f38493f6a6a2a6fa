"""The tags of the oversight's templates."""
