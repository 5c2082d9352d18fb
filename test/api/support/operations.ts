const problem = `fragment Problem on UserError {
  __typename code message path retryable
  ... on ValidationError { violations { rule ruleset severity message path xpath } }
  ... on IdempotencyConflictError { original { id } }
  ... on DuplicateInvoiceError { existing { id number } }
  ... on NoRouteError { route { explanation chosen { key } } }
  ... on ProviderRejectedError { problem { kind message } }
  ... on OutcomeUnknownError { cause { kind message } }
  ... on InvalidTransitionError { from allowed }
  ... on UnsupportedByProviderError { capability provider { key } }
  ... on LimitExceededError { limit actual }
}`;

export const submitInvoice = `mutation Submit($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) {
    replayed
    invoice { id number clientReference status { value } totals { payable } providerReferences { key reference } }
    submission { id state attempts { number outcome } }
    errors { ...Problem }
  }
} ${problem}`;

export const submitInvoices = `mutation SubmitBatch($input: SubmitInvoicesInput!) {
  submitInvoices(input: $input) { replayed batch { id state counts { total } } errors { ...Problem } }
} ${problem}`;

export const cancelInvoice = `mutation Cancel($input: CancelInvoiceInput!) {
  cancelInvoice(input: $input) { invoice { id status { value clearance reason { code message } } } errors { ...Problem } }
} ${problem}`;

export const reconcileSubmission = `mutation Reconcile($input: ReconcileSubmissionInput!) {
  reconcileSubmission(input: $input) { submission { id state } invoice { id status { value } } errors { ...Problem } }
} ${problem}`;

export const retrySubmission = `mutation Retry($input: RetrySubmissionInput!) {
  retrySubmission(input: $input) {
    replayed
    submission { id state route { chosen { key } } attempts { number outcome provider { key } } }
    invoice { id status { value terminal } }
    errors { ...Problem }
  }
} ${problem}`;

export const respondToInvoice = `mutation Respond($input: RespondToInvoiceInput!) {
  respondToInvoice(input: $input) {
    invoice {
      id status { value business payment reason { code message } }
      actions { kind response state problem idempotencyKey endedAt }
    }
    errors { ...Problem }
  }
} ${problem}`;

export const deadLetters = `query DeadLetters($first: Int, $after: Cursor, $filter: DeadLetterFilter) {
  deadLetters(first: $first, after: $after, filter: $filter) {
    totalCount { value exact }
    pageInfo { hasNextPage endCursor }
    nodes { id source provider { key } reason attempts receivedAt payload }
  }
}`;

export const replayDeadLetters = `mutation Replay($input: ReplayDeadLettersInput!) {
  replayDeadLetters(input: $input) { replayed errors { ...Problem } }
} ${problem}`;

export const relatedInvoices = `query Related($id: ID!, $first: Int, $after: Cursor, $kind: [RelationKind!]) {
  invoice(by: { id: $id }) {
    number
    related(first: $first, after: $after, kind: $kind) {
      edges { kind cursor node { id number } }
      nodes { number }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

export const preflightInvoice = `query Preflight($input: SubmitInvoiceInput!) {
  preflightInvoice(input: $input) {
    ok
    validation { valid violations { rule severity message path } }
    route { chosen { key } explanation }
    recipient { participant { id } sources { state } }
  }
}`;

export const batch = `query Batch($id: ID!, $after: Cursor, $onlyErrors: Boolean! = false) {
  batch(id: $id) {
    id state createdAt counts { total accepted rejected unknown pending }
    results(first: 100, after: $after, onlyErrors: $onlyErrors) {
      pageInfo { hasNextPage endCursor }
      nodes {
        index clientReference
        invoice { id number status { value terminal reason { code message rules { rule } } } providerReferences { reference } }
        submission { id state }
        errors { ...Problem }
      }
    }
  }
} ${problem}`;

export const followEvents = `subscription Events($from: StreamPosition, $filter: InvoiceEventFilter) {
  invoiceEvents(from: $from, filter: $filter) {
    __typename
    ... on InvoiceEventEdge { cursor node { ...Event } }
    ... on StreamCaughtUp { cursor replayed }
  }
} fragment Event on InvoiceEvent { __typename id cursor type sequence origin invoice { id number status { value } } }`;

export const listEvents = `query EventLog($after: Cursor, $first: Int, $filter: InvoiceEventFilter) {
  invoiceEvents(after: $after, first: $first, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { cursor node { ...Event } }
  }
} fragment Event on InvoiceEvent {
  __typename id cursor type sequence origin invoice { id number }
  ... on InvoiceRejectedEvent { rejectedBy reason { code message rules { rule } } }
  ... on InvoiceValidatedEvent { report { valid rulesets } }
  ... on InvoiceSubmittedEvent { submission { id } }
}`;

export const listInvoices = `query Invoices($filter: InvoiceFilter, $orderBy: InvoiceOrder! = ISSUE_DATE_ASC,
  $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount { value exact }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id number } }
  }
}`;

export const invoiceContent = `query Content($by: InvoiceBy!) {
  invoice(by: $by) {
    id number version updatedAt kind type typeCode issueDate dueDate currencyCode buyerReference clientReference labels
    notes { text subjectCode }
    process { specification businessProcess }
    seller { ...Seller } buyer { ...Buyer }
    payment { meansCode remittanceInformation creditTransfers { account } }
    totals { lineNetTotal allowanceTotal chargeTotal taxExclusive vatAmount taxInclusive paidAmount payable }
    vatBreakdown { category rate taxableAmount taxAmount }
    lines { id quantity unitCode netAmount item { name } price { net } vat { category rate } }
    status { value transport terminal native { code mapped } }
    providerReferences { key reference }
    documents { id kind format mediaType sizeBytes sha256 base64 }
    validation { valid rulesets }
  }
}
fragment Seller on Seller {
  name tradingName vatIdentifier electronicAddress { scheme value }
  legalRegistration { scheme value } address { line1 city postCode countryCode }
}
fragment Buyer on Buyer {
  name tradingName vatIdentifier electronicAddress { scheme value }
  legalRegistration { scheme value } address { line1 city postCode countryCode }
}`;

export const lookUp = `query LookUp($identifiers: [ParticipantIdentifierInput!]!, $freshness: Freshness! = STALE_WHILE_REVALIDATE) {
  participants(identifiers: $identifiers, freshness: $freshness) {
    requested { scheme value }
    participant { id name country identifiers { scheme value } reachability { network reachable via { key } } capabilities { documentType } }
    sources { provider { key } state asOf latencyMs problem { kind } }
  }
}`;
